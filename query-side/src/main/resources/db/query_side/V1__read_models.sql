-- Read models: folds of the log, written by the projections in the transaction of their tokens, read one tenant at a time.
-- Each may be thrown away and folded again. Conversions are counted in millionths, money in micros.

CREATE TABLE tenant (
    tenant_id text NOT NULL PRIMARY KEY,
    name      text NOT NULL,
    currency  text NOT NULL,
    time_zone text NOT NULL
);

CREATE TABLE client (
    tenant_id  text        NOT NULL,
    client_id  text        NOT NULL,
    name       text        NOT NULL,
    archived   boolean     NOT NULL,
    tags       text[]      NOT NULL,
    state      json        NOT NULL,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, client_id)
);

CREATE TABLE campaign (
    tenant_id   text        NOT NULL,
    campaign_id text        NOT NULL,
    name        text        NOT NULL,
    channel     text        NOT NULL,
    platform    text        NOT NULL,
    objective   text        NOT NULL,
    currency    text        NOT NULL,
    start_date  date        NOT NULL,
    end_date    date        NOT NULL,
    time_zone   text        NOT NULL,
    phase       text        NOT NULL,
    client_id   text,
    budget_id   text,
    tags        text[]      NOT NULL,
    state       json        NOT NULL,
    version     bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, campaign_id)
) WITH (fillfactor = 80);
CREATE INDEX campaign_by_created ON campaign (tenant_id, created_at, campaign_id);
CREATE INDEX campaign_by_name ON campaign (tenant_id, name, campaign_id);
CREATE INDEX campaign_by_ledger ON campaign (tenant_id, budget_id) WHERE budget_id IS NOT NULL;

CREATE TABLE budget (
    tenant_id  text        NOT NULL,
    budget_id  text        NOT NULL,
    name       text        NOT NULL,
    closed     boolean     NOT NULL,
    client_id  text,
    state      json        NOT NULL,
    version    bigint      NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, budget_id)
) WITH (fillfactor = 80);

-- One row for each event of a campaign or ledger, derived from that event alone.
CREATE TABLE change_log (
    tenant_id    text        NOT NULL,
    aggregate_id text        NOT NULL,
    version      bigint      NOT NULL,
    global_index bigint      NOT NULL,
    at           timestamptz NOT NULL,
    actor_type   text        NOT NULL,
    actor_id     text        NOT NULL,
    type         text        NOT NULL,
    changes      json        NOT NULL,
    reason       text,
    request_id   text        NOT NULL,
    causation_id text,
    PRIMARY KEY (tenant_id, aggregate_id, version)
);

CREATE TABLE budget_entry (
    tenant_id    text        NOT NULL,
    budget_id    text        NOT NULL,
    version      bigint      NOT NULL,
    global_index bigint      NOT NULL,
    at           timestamptz NOT NULL,
    actor_type   text        NOT NULL,
    actor_id     text        NOT NULL,
    kind         text        NOT NULL,
    moves        json        NOT NULL,
    reason       text,
    PRIMARY KEY (tenant_id, budget_id, version)
);

-- A fact of several days, spread over its days exactly: each day is the share of one fact.
CREATE TABLE performance_day (
    tenant_id               text     NOT NULL,
    campaign_id             text     NOT NULL,
    day                     date     NOT NULL,
    impressions             bigint   NOT NULL,
    clicks                  bigint   NOT NULL,
    cost_micros             bigint   NOT NULL,
    conversion_millionths   bigint   NOT NULL,
    conversion_value_micros bigint   NOT NULL,
    source                  text     NOT NULL,
    known_at                timestamptz NOT NULL,
    facts                   integer  NOT NULL,
    restated                integer  NOT NULL,
    PRIMARY KEY (tenant_id, campaign_id, day)
) WITH (fillfactor = 90);
CREATE INDEX performance_day_by_day ON performance_day (tenant_id, day);

-- Every value that a fact has had, with the time since when it was known.
CREATE TABLE fact_version (
    tenant_id               text        NOT NULL,
    campaign_id             text        NOT NULL,
    day                     date        NOT NULL,
    global_index            bigint      NOT NULL,
    known_at                timestamptz NOT NULL,
    period_days             smallint    NOT NULL,
    impressions             bigint      NOT NULL,
    clicks                  bigint      NOT NULL,
    cost_micros             bigint      NOT NULL,
    conversion_millionths   bigint      NOT NULL,
    conversion_value_micros bigint      NOT NULL,
    source                  text        NOT NULL,
    actor_id                text        NOT NULL,
    PRIMARY KEY (tenant_id, campaign_id, day, global_index)
);

-- Sums over all days, so that lists and ledgers need not add up days.
CREATE TABLE campaign_total (
    tenant_id               text   NOT NULL,
    campaign_id             text   NOT NULL,
    impressions             bigint NOT NULL,
    clicks                  bigint NOT NULL,
    cost_micros             bigint NOT NULL,
    conversion_millionths   bigint NOT NULL,
    conversion_value_micros bigint NOT NULL,
    PRIMARY KEY (tenant_id, campaign_id)
) WITH (fillfactor = 80);

-- Sums over calendar months, for questions about whole months.
CREATE TABLE performance_month (
    tenant_id               text   NOT NULL,
    campaign_id             text   NOT NULL,
    month                   date   NOT NULL,
    impressions             bigint NOT NULL,
    clicks                  bigint NOT NULL,
    cost_micros             bigint NOT NULL,
    conversion_millionths   bigint NOT NULL,
    conversion_value_micros bigint NOT NULL,
    days                    integer NOT NULL,
    PRIMARY KEY (tenant_id, campaign_id, month)
) WITH (fillfactor = 80);

CREATE TABLE outcome (
    tenant_id   text     NOT NULL,
    name        text     NOT NULL,
    day         date     NOT NULL,
    period_days smallint NOT NULL,
    currency    text,
    value       numeric  NOT NULL,
    PRIMARY KEY (tenant_id, name, day)
);

CREATE TABLE fx_rate (
    tenant_id     text    NOT NULL,
    from_currency text    NOT NULL,
    to_currency   text    NOT NULL,
    day           date    NOT NULL,
    rate          numeric NOT NULL,
    source        text    NOT NULL,
    PRIMARY KEY (tenant_id, from_currency, to_currency, day)
);

-- Row-level security on every table: the reader sees one tenant, the writer all, by policy.
DO $$
DECLARE
    read_model text;
BEGIN
    FOREACH read_model IN ARRAY ARRAY ['tenant', 'client', 'campaign', 'budget', 'change_log', 'budget_entry',
        'performance_day', 'fact_version', 'campaign_total', 'performance_month', 'outcome', 'fx_rate']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', read_model);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', read_model);
        EXECUTE format('CREATE POLICY reader ON %I FOR SELECT TO ${reader} '
                       'USING (tenant_id = current_setting(''app.tenant'', true))', read_model);
        EXECUTE format('CREATE POLICY writer ON %I TO ${writer} USING (true) WITH CHECK (true)', read_model);
        EXECUTE format('CREATE POLICY owner ON %I TO ${owner} USING (true) WITH CHECK (true)', read_model);
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA query_side TO "${reader}";
GRANT SELECT ON ALL TABLES IN SCHEMA query_side TO "${reader}";
