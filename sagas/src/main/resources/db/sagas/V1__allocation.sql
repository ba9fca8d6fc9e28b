-- One row for each campaign that an event of a ledger moved money to or from; written with the processor's token.
CREATE TABLE allocation_process (
    event_id         text        NOT NULL,
    campaign_id      text        NOT NULL,
    tenant_id        text        NOT NULL,
    budget_id        text        NOT NULL,
    ledger_version   bigint      NOT NULL,
    delta_micros     bigint      NOT NULL,
    allocated_micros bigint      NOT NULL,
    currency         text        NOT NULL,
    state            text        NOT NULL DEFAULT 'OPEN'
                     CHECK (state IN ('OPEN', 'FOLLOWED', 'COMPENSATING', 'COMPENSATED', 'REFUSED')),
    reason           text,
    attempts         integer     NOT NULL DEFAULT 0,
    next_attempt_at  timestamptz NOT NULL DEFAULT now(),
    started_at       timestamptz NOT NULL DEFAULT now(),
    ended_at         timestamptz,
    PRIMARY KEY (event_id, campaign_id)
) WITH (fillfactor = 80);

-- What is due is found however many have ended.
CREATE INDEX allocation_process_open ON allocation_process (next_attempt_at) WHERE state IN ('OPEN', 'COMPENSATING');
CREATE INDEX allocation_process_tenant ON allocation_process (tenant_id, started_at);
