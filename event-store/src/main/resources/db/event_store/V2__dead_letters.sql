-- Events that a processor could not handle, and those of the same aggregate that wait behind them. The event itself
-- stays in the log; a row says what became of it for one processor, and is kept when that is settled.
CREATE TABLE dead_letter
(
    id             text        PRIMARY KEY,
    processor_name text        NOT NULL,
    global_index   bigint      NOT NULL,
    tenant_id      text        NOT NULL,
    aggregate_id   text        NOT NULL,
    event_type     text        NOT NULL,
    error          text        NOT NULL,
    attempts       integer     NOT NULL,
    state          text        NOT NULL CHECK (state IN ('PARKED', 'RETRIED', 'DISMISSED', 'REBUILT')),
    reason         text,
    decided_by     text,
    parked_at      timestamptz NOT NULL DEFAULT now(),
    decided_at     timestamptz,
    UNIQUE (processor_name, global_index)
);

CREATE INDEX dead_letter_parked ON dead_letter (processor_name, aggregate_id, global_index) WHERE state = 'PARKED';
CREATE INDEX dead_letter_listed ON dead_letter (parked_at, global_index, id) WHERE state = 'PARKED';

-- What a processor failed on last, and where it stood: past it, the fault is over.
CREATE TABLE processor_fault
(
    processor_name text        PRIMARY KEY,
    token_index    bigint      NOT NULL,
    error          text        NOT NULL,
    noted_at       timestamptz NOT NULL DEFAULT now()
);

REVOKE ALL ON dead_letter, processor_fault FROM "${reader}";
REVOKE DELETE ON dead_letter FROM "${writer}";

ALTER TABLE dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON dead_letter TO "${owner}" USING (true) WITH CHECK (true);
CREATE POLICY writer ON dead_letter TO "${writer}" USING (true) WITH CHECK (true);
