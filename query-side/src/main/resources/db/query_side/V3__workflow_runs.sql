-- Long-running work, a row for each piece of it.
CREATE TABLE workflow_run (
    tenant_id    text        NOT NULL,
    workflow_id  text        NOT NULL,
    type         text        NOT NULL,
    status       text        NOT NULL,
    causation_id text,
    started_at   timestamptz,
    ended_at     timestamptz,
    state        json        NOT NULL,
    version      bigint      NOT NULL,
    created_at   timestamptz NOT NULL,
    created_by   text        NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, workflow_id)
) WITH (fillfactor = 80);

CREATE INDEX workflow_run_newest ON workflow_run (tenant_id, created_at, workflow_id);

ALTER TABLE workflow_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflow_run FORCE ROW LEVEL SECURITY;
CREATE POLICY reader ON workflow_run FOR SELECT TO "${reader}" USING (tenant_id = current_setting('app.tenant', true));
CREATE POLICY writer ON workflow_run TO "${writer}" USING (true) WITH CHECK (true);
CREATE POLICY owner ON workflow_run TO "${owner}" USING (true) WITH CHECK (true);
GRANT SELECT ON workflow_run TO "${reader}";
