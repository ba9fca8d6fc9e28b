-- Another stamp whenever a tenant's rows of a read model change, in the transaction that changes them: whoever remembers
-- an answer under the stamps that stood before it was read knows when to ask again.
CREATE TABLE change_stamp (
    tenant_id  text NOT NULL,
    read_model text NOT NULL,
    stamp      uuid NOT NULL,
    PRIMARY KEY (tenant_id, read_model)
) WITH (fillfactor = 50);

ALTER TABLE change_stamp ENABLE ROW LEVEL SECURITY;
ALTER TABLE change_stamp FORCE ROW LEVEL SECURITY;
CREATE POLICY reader ON change_stamp FOR SELECT TO "${reader}" USING (tenant_id = current_setting('app.tenant', true));
CREATE POLICY writer ON change_stamp TO "${writer}" USING (true) WITH CHECK (true);
CREATE POLICY owner ON change_stamp TO "${owner}" USING (true) WITH CHECK (true);
GRANT SELECT ON change_stamp TO "${reader}";

-- What is there already has changed once.
INSERT INTO change_stamp (tenant_id, read_model, stamp)
SELECT tenant_id, read_model, uuidv7()
  FROM tenant, unnest(ARRAY ['tenant', 'client', 'campaign', 'performance-day', 'performance-month', 'fx-rate'])
       AS stamped (read_model);
