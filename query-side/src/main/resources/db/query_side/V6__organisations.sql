-- The whole organisation, and not only what questions default to. A table of the former kind cannot take its place again.
DROP TABLE IF EXISTS query_side_former.tenant;
DROP TABLE IF EXISTS query_side_next.tenant;
DELETE FROM query_side_next.rebuild WHERE projection = 'tenant';
UPDATE query_side_next.version SET former_index = NULL, former_gaps = NULL WHERE projection = 'tenant';

ALTER TABLE tenant
    ADD COLUMN state      json,
    ADD COLUMN version    bigint,
    ADD COLUMN created_at timestamptz,
    ADD COLUMN created_by text,
    ADD COLUMN updated_at timestamptz;

-- Until now an organisation was registered with its first member, and that was all. Where there is none yet, there may be
-- no log either.
DO $$
BEGIN
IF EXISTS (SELECT FROM tenant) THEN
UPDATE tenant t
   SET state = json_build_object('id', t.tenant_id, 'name', t.name,
                                 'settings', json_build_object(
                                     'currency', t.currency, 'timeZone', t.time_zone, 'weekStart', 'MONDAY',
                                     'fourEyes', false, 'restatementDays', 30,
                                     'pacing', json_build_object('ok', json_build_object('least', 95, 'most', 105),
                                                                 'watch', json_build_object('least', 85, 'most', 115)),
                                     'conflictRule', 'ASK', 'requestsPerMinute', 60000),
                                 'members', e.members, 'suspended', false),
       version = e.version, created_at = e.created_at, created_by = e.created_by, updated_at = e.updated_at
  FROM (SELECT aggregate_id, max(sequence_number) + 1 AS version, min(occurred_at) AS created_at,
               min(metadata ->> 'actorId') AS created_by, max(occurred_at) AS updated_at,
               coalesce(json_object_agg(payload ->> 'userId',
                                        json_build_object('role', payload ->> 'role', 'status', 'ACTIVE'))
                        FILTER (WHERE payload_type = 'tenant.member-joined'), '{}') AS members
          FROM event_store.domain_event WHERE aggregate_type = 'tenant' GROUP BY aggregate_id) e
 WHERE e.aggregate_id = t.tenant_id;
END IF;
END
$$;

ALTER TABLE tenant
    ALTER COLUMN state SET NOT NULL,
    ALTER COLUMN version SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN created_by SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL;
