-- A read model is built anew in a schema beside, under its own names, and changes places with the live one by moving
-- between the schemas. The reader gets into neither; the writer fills what is built and cannot make or move a table.
CREATE SCHEMA query_side_next;
CREATE SCHEMA query_side_former;
GRANT USAGE ON SCHEMA query_side_next TO "${writer}";

-- One row for each read model that is being built anew; gone when it has changed places.
CREATE TABLE query_side_next.rebuild (
    projection        text        PRIMARY KEY,
    kind              text        NOT NULL CHECK (kind IN ('REBUILD', 'ROLLBACK')),
    phase             text        NOT NULL
                      CHECK (phase IN ('FOLDING', 'INDEXING', 'COMPARING', 'WAITING', 'SWITCHING', 'FAILED',
                                       'CANCELLED')),
    -- What the new table covers, as the token of a processor would say it; null until there is a table.
    covered_index     bigint,
    covered_gaps      bigint[]    NOT NULL DEFAULT '{}',
    -- Where the live one was at the beginning.
    target_index      bigint      NOT NULL DEFAULT 0,
    events_per_second double precision NOT NULL DEFAULT 0,
    differences       bigint,
    accepted          boolean     NOT NULL DEFAULT false,
    failure           text,
    requested_by      text        NOT NULL,
    requested_at      timestamptz NOT NULL DEFAULT now(),
    owner             text
) WITH (fillfactor = 50);

-- Until when its owner is believed to live. Apart from it: what is compared for long must not be in its own way.
CREATE TABLE query_side_next.lease (
    projection   text        PRIMARY KEY REFERENCES query_side_next.rebuild ON DELETE CASCADE,
    leased_until timestamptz NOT NULL
) WITH (fillfactor = 50);

-- How often a read model has changed places, and what its former table, where it is kept, covers.
CREATE TABLE query_side_next.version (
    projection   text        PRIMARY KEY,
    version      integer     NOT NULL,
    former_index bigint,
    former_gaps  bigint[],
    switched_at  timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE, DELETE ON query_side_next.rebuild, query_side_next.lease TO "${writer}";
GRANT SELECT ON query_side_next.version TO "${writer}";

-- For the owner alone: who may make and move tables needs no more than these.
CREATE FUNCTION query_side_next.make(model text) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    live oid := to_regclass(format('query_side.%I', model));
    part record;
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS query_side_next.%I', model);
    EXECUTE format('CREATE TABLE query_side_next.%1$I (LIKE query_side.%1$I INCLUDING ALL EXCLUDING INDEXES)', model);
    FOR part IN SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
                 WHERE conrelid = live AND contype IN ('p', 'u')
    LOOP
        EXECUTE format('ALTER TABLE query_side_next.%I ADD CONSTRAINT %I %s', model, part.conname, part.definition);
    END LOOP;
    FOR part IN SELECT unnest(reloptions) AS definition FROM pg_class WHERE oid = live
    LOOP
        EXECUTE format('ALTER TABLE query_side_next.%I SET (%s)', model, part.definition);
    END LOOP;
    FOR part IN SELECT granted.privilege_type AS privilege, pg_get_userbyid(granted.grantee) AS role
                  FROM pg_class, aclexplode(relacl) AS granted WHERE oid = live AND granted.grantee <> relowner
    LOOP
        EXECUTE format('GRANT %s ON query_side_next.%I TO %I', part.privilege, model, part.role);
    END LOOP;
    EXECUTE format('ALTER TABLE query_side_next.%I ENABLE ROW LEVEL SECURITY', model);
    EXECUTE format('ALTER TABLE query_side_next.%I FORCE ROW LEVEL SECURITY', model);
    FOR part IN SELECT * FROM pg_policies WHERE schemaname = 'query_side' AND tablename = model
    LOOP
        EXECUTE format('CREATE POLICY %I ON query_side_next.%I AS %s FOR %s TO %s', part.policyname, model,
                       part.permissive, part.cmd, (SELECT string_agg(quote_ident(role), ', ') FROM unnest(part.roles) role))
            || coalesce(' USING (' || part.qual || ')', '')
            || coalesce(' WITH CHECK (' || part.with_check || ')', '');
    END LOOP;
END
$$;

-- The indexes that only questions need: cheaper to make at once than to keep while a whole log is folded.
CREATE FUNCTION query_side_next.finish(model text) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    definition text;
BEGIN
    FOR definition IN SELECT pg_get_indexdef(indexrelid) FROM pg_index
                       WHERE indrelid = to_regclass(format('query_side.%I', model))
                         AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    LOOP
        EXECUTE replace(definition, ' ON query_side.', ' ON query_side_next.');
    END LOOP;
    EXECUTE format('ANALYZE query_side_next.%I', model);
END
$$;

-- The new one becomes the live one, the live one the former; a question sees one or the other.
CREATE FUNCTION query_side_next.switch(model text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS query_side_former.%I', model);
    EXECUTE format('ALTER TABLE query_side.%I SET SCHEMA query_side_former', model);
    EXECUTE format('ALTER TABLE query_side_next.%I SET SCHEMA query_side', model);
END
$$;

-- The former one becomes the new one, if it still has the columns that the live one has.
CREATE FUNCTION query_side_next.restore(model text) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    columns_of CONSTANT text :=
        'SELECT string_agg(attname || '' '' || format_type(atttypid, atttypmod), '', '' ORDER BY attname) '
        'FROM pg_attribute WHERE attrelid = to_regclass(format(''%I.%I'', $1, $2)) AND attnum > 0 AND NOT attisdropped';
    former text;
    live   text;
BEGIN
    EXECUTE columns_of INTO former USING 'query_side_former', model;
    EXECUTE columns_of INTO live USING 'query_side', model;
    IF former IS DISTINCT FROM live THEN
        RAISE EXCEPTION 'The former % has other columns: %', model, former USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS query_side_next.%I', model);
    EXECUTE format('ALTER TABLE query_side_former.%I SET SCHEMA query_side_next', model);
END
$$;

REVOKE ALL ON FUNCTION query_side_next.make, query_side_next.finish, query_side_next.switch, query_side_next.restore
    FROM PUBLIC;
