-- Comparisons of what was derived from the log with the log; one under way at most.
CREATE TABLE consistency_run
(
    id           text        PRIMARY KEY,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    owner        text,
    leased_until timestamptz,
    ended_at     timestamptz,
    total        integer     NOT NULL DEFAULT 0,
    findings     jsonb       NOT NULL DEFAULT '[]'
);

CREATE UNIQUE INDEX consistency_run_open ON consistency_run ((true)) WHERE ended_at IS NULL;
CREATE INDEX consistency_run_newest ON consistency_run (requested_at);

REVOKE ALL ON consistency_run FROM "${reader}";
