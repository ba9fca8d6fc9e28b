-- How often an organisation's callers have called on a day (UTC), at all nodes together.
CREATE TABLE request_count (
    tenant_id text   NOT NULL,
    day       date   NOT NULL,
    requests  bigint NOT NULL,
    PRIMARY KEY (tenant_id, day)
) WITH (fillfactor = 80);

-- For which advertisers a member works; NULL for all.
ALTER TABLE member ADD COLUMN client_ids text[];
