-- A table is built beside the live one to be compared with it, and removed again.
ALTER TABLE query_side_next.rebuild DROP CONSTRAINT rebuild_kind_check;
ALTER TABLE query_side_next.rebuild ADD CONSTRAINT rebuild_kind_check CHECK (kind IN ('REBUILD', 'ROLLBACK', 'CHECK'));
ALTER TABLE query_side_next.rebuild ADD COLUMN examined bigint, ADD COLUMN shown jsonb;
