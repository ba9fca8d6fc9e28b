-- What has to be told to Temporal: a row for each event that asks for it, written with the processor's token. It stays,
-- so that no event is ever told of twice, however long Temporal itself remembers.
CREATE TABLE delegation (
    event_id        text        NOT NULL PRIMARY KEY,
    workflow_id     text        NOT NULL,
    tenant_id       text        NOT NULL,
    type            text        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('START', 'DECISION', 'CANCEL')),
    done            boolean     NOT NULL DEFAULT false,
    reason          text,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    asked_at        timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);

CREATE INDEX delegation_workflow ON delegation (workflow_id);
CREATE INDEX delegation_open ON delegation (next_attempt_at) WHERE NOT done;

-- Work that has begun and not ended: looked after until it has, even where Temporal has forgotten it.
CREATE TABLE open_work (
    workflow_id     text        NOT NULL PRIMARY KEY,
    tenant_id       text        NOT NULL,
    type            text        NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);

-- Files of tenants, in pieces that are written one by one; readable once all of it is there.
CREATE TABLE file (
    file_id      text        NOT NULL PRIMARY KEY,
    tenant_id    text        NOT NULL,
    name         text        NOT NULL,
    content_type text        NOT NULL,
    bytes        bigint,
    sha256       text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL
);

CREATE INDEX file_expiry ON file (expires_at);

CREATE TABLE file_piece (
    file_id   text    NOT NULL REFERENCES file ON DELETE CASCADE,
    tenant_id text    NOT NULL,
    piece     integer NOT NULL,
    content   bytea   NOT NULL,
    PRIMARY KEY (file_id, piece)
);
-- What is in a file is mostly compressed already.
ALTER TABLE file_piece ALTER COLUMN content SET STORAGE EXTERNAL;

-- Which mapping a tenant approved for files with the same columns.
CREATE TABLE import_mapping (
    tenant_id text  NOT NULL,
    columns   text  NOT NULL,
    mapping   json  NOT NULL,
    PRIMARY KEY (tenant_id, columns)
);

GRANT USAGE ON SCHEMA sagas TO "${reader}";
DO $$
DECLARE
    readable text;
BEGIN
    FOREACH readable IN ARRAY ARRAY ['file', 'file_piece']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', readable);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', readable);
        EXECUTE format('CREATE POLICY reader ON %I FOR SELECT TO "${reader}" '
                       'USING (tenant_id = current_setting(''app.tenant'', true))', readable);
        EXECUTE format('CREATE POLICY writer ON %I TO "${writer}" USING (true) WITH CHECK (true)', readable);
        EXECUTE format('CREATE POLICY owner ON %I TO "${owner}" USING (true) WITH CHECK (true)', readable);
        EXECUTE format('GRANT SELECT ON %I TO "${reader}"', readable);
    END LOOP;
END
$$;
