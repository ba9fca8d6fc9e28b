-- What happened. Rows are added and read, by everyone; nobody changes or removes one.
CREATE TABLE domain_event
(
    -- CACHE 1: a block of numbers kept by one session and used late would be a gap that readers gave up.
    global_index     bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME domain_event_global_index CACHE 1) PRIMARY KEY,
    tenant_id        text        NOT NULL CHECK (tenant_id <> ''),
    aggregate_id     text        NOT NULL CHECK (aggregate_id <> ''),
    sequence_number  bigint      NOT NULL CHECK (sequence_number >= 0),
    aggregate_type   text        NOT NULL,
    event_id         uuid        NOT NULL,
    payload_type     text        NOT NULL,
    payload_revision integer     NOT NULL,
    -- jsonb refuses a NUL character, which no text column of a read model could hold later.
    payload          jsonb       NOT NULL,
    metadata         jsonb       NOT NULL,
    -- The message's own time: what a person is shown. Never used to order or to decide.
    occurred_at      timestamptz NOT NULL,
    -- The store's clock, read when the row is written.
    recorded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT domain_event_version UNIQUE (aggregate_id, sequence_number)
);

CREATE INDEX domain_event_tenant ON domain_event (tenant_id, global_index);

-- The tenants' own positions: 1, 2, 3 ... in the order in which events became readable. Written once.
CREATE TABLE tenant_log
(
    tenant_id    text   NOT NULL CHECK (tenant_id <> ''),
    position     bigint NOT NULL CHECK (position > 0),
    global_index bigint NOT NULL UNIQUE,
    PRIMARY KEY (tenant_id, position)
);

-- The last position given to each tenant; its row lock lets one sequencer at a time go on.
CREATE TABLE tenant_head
(
    tenant_id text PRIMARY KEY CHECK (tenant_id <> ''),
    position  bigint NOT NULL CHECK (position > 0)
) WITH (fillfactor = 50);

-- How far each processor is. Column types are those of Axon's JdbcTokenStore, which compares times as text.
CREATE TABLE token_entry
(
    processor_name text    NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50);

-- Axon writes this row at the first need, and several nodes that start together then fail.
INSERT INTO token_entry (processor_name, segment, token, token_type, timestamp)
VALUES ('__config', 0, convert_to(format('{"config":{"id":"%s"}}', gen_random_uuid()), 'UTF8'),
        'org.axonframework.eventhandling.tokenstore.ConfigToken', '1970-01-01T00:00:00.000Z');

CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION '% on %: what happened stays as it was written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER domain_event_stays
    BEFORE UPDATE OR DELETE OR TRUNCATE
    ON domain_event
    FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER tenant_log_stays
    BEFORE UPDATE OR DELETE OR TRUNCATE
    ON tenant_log
    FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change();

REVOKE ALL ON domain_event, tenant_log, tenant_head FROM "${writer}";
GRANT SELECT, INSERT ON domain_event, tenant_log TO "${writer}";
GRANT SELECT, INSERT, UPDATE ON tenant_head TO "${writer}";
GRANT USAGE ON SCHEMA event_store TO "${reader}";
GRANT SELECT ON domain_event, tenant_log, tenant_head, token_entry TO "${reader}";

ALTER TABLE domain_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE domain_event FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON domain_event TO "${owner}" USING (true) WITH CHECK (true);
CREATE POLICY writer ON domain_event TO "${writer}" USING (true) WITH CHECK (true);
CREATE POLICY reader ON domain_event FOR SELECT TO "${reader}"
    USING (tenant_id = current_setting('app.tenant', true));

ALTER TABLE tenant_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_log FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON tenant_log TO "${owner}" USING (true) WITH CHECK (true);
CREATE POLICY writer ON tenant_log TO "${writer}" USING (true) WITH CHECK (true);
CREATE POLICY reader ON tenant_log FOR SELECT TO "${reader}"
    USING (tenant_id = current_setting('app.tenant', true));

ALTER TABLE tenant_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_head FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON tenant_head TO "${owner}" USING (true) WITH CHECK (true);
CREATE POLICY writer ON tenant_head TO "${writer}" USING (true) WITH CHECK (true);
CREATE POLICY reader ON tenant_head FOR SELECT TO "${reader}"
    USING (tenant_id = current_setting('app.tenant', true));
