-- The key of each tenant, wrapped by a master key that is not in the database. Of one that was destroyed only the row
-- is left, so that nobody makes another in its place.
CREATE TABLE tenant_key
(
    tenant_id    text        PRIMARY KEY CHECK (tenant_id <> ''),
    -- Which master key wrapped it.
    wrapped_by   text        NOT NULL,
    wrapped      bytea,
    created_at   timestamptz NOT NULL DEFAULT now(),
    wrapped_at   timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE INDEX tenant_key_wrapped_by ON tenant_key (wrapped_by) WHERE destroyed_at IS NULL;

CREATE TRIGGER tenant_key_stays
    BEFORE DELETE OR TRUNCATE
    ON tenant_key
    FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER tenant_key_stays_destroyed
    BEFORE UPDATE
    ON tenant_key
    FOR EACH ROW
    WHEN (OLD.destroyed_at IS NOT NULL)
EXECUTE FUNCTION refuse_change();

-- Who answers questions is given what was opened, never a key.
REVOKE ALL ON tenant_key FROM "${reader}";
REVOKE ALL ON tenant_key FROM "${writer}";
GRANT SELECT, INSERT, UPDATE ON tenant_key TO "${writer}";

ALTER TABLE tenant_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_key FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON tenant_key TO "${owner}" USING (true) WITH CHECK (true);
CREATE POLICY writer ON tenant_key TO "${writer}" USING (true) WITH CHECK (true);
