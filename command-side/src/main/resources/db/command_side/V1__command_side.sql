-- What commands must know at once and exactly, written in the transaction of the events that say so.
-- No query reads these tables; the writer's role is the only one that may.

CREATE TABLE tenant (
    tenant_id text PRIMARY KEY,
    name      text NOT NULL,
    currency  text NOT NULL,
    time_zone text NOT NULL
);

-- People stand above tenants.
CREATE TABLE account (
    user_id       text PRIMARY KEY,
    email         text        NOT NULL,
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX account_email ON account (lower(email));

CREATE TABLE member (
    user_id   text        NOT NULL REFERENCES account,
    tenant_id text        NOT NULL REFERENCES tenant,
    role      text        NOT NULL,
    used_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, tenant_id)
);

CREATE TABLE taken_name (
    tenant_id text NOT NULL,
    kind      text NOT NULL,
    name      text NOT NULL,
    holder    text NOT NULL,
    PRIMARY KEY (tenant_id, kind, name)
);
CREATE INDEX taken_name_holder ON taken_name (tenant_id, kind, holder);

CREATE TABLE campaign_register (
    tenant_id    text   NOT NULL,
    campaign_id  text   NOT NULL,
    name         text   NOT NULL,
    currency     text   NOT NULL,
    spent_micros bigint NOT NULL DEFAULT 0,
    fed_by       text,
    PRIMARY KEY (tenant_id, campaign_id)
) WITH (fillfactor = 80);

-- The answer of a request with an idempotency key; kept 24 hours.
CREATE TABLE kept_answer (
    tenant_id text        NOT NULL,
    actor_id  text        NOT NULL,
    scope     text        NOT NULL,
    key       text        NOT NULL,
    body_hash text        NOT NULL,
    result    text        NOT NULL,
    position  bigint,
    kept_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, actor_id, scope, key)
);
CREATE INDEX kept_answer_age ON kept_answer (kept_at);

-- The newest value of each fact: tells what is new, restated or known. Conversions are counted in millionths.
CREATE TABLE known_fact (
    tenant_id               text     NOT NULL,
    campaign_id             text     NOT NULL,
    day                     date     NOT NULL,
    period_days             smallint NOT NULL,
    impressions             bigint   NOT NULL,
    clicks                  bigint   NOT NULL,
    cost_micros             bigint   NOT NULL,
    conversion_millionths   bigint   NOT NULL,
    conversion_value_micros bigint   NOT NULL,
    PRIMARY KEY (tenant_id, campaign_id, day)
) WITH (fillfactor = 90);

CREATE TABLE known_outcome (
    tenant_id   text     NOT NULL,
    name        text     NOT NULL,
    day         date     NOT NULL,
    period_days smallint NOT NULL,
    currency    text,
    value       numeric  NOT NULL,
    PRIMARY KEY (tenant_id, name, day)
);

CREATE TABLE known_rate (
    tenant_id     text    NOT NULL,
    from_currency text    NOT NULL,
    to_currency   text    NOT NULL,
    day           date    NOT NULL,
    rate          numeric NOT NULL,
    source        text    NOT NULL,
    PRIMARY KEY (tenant_id, from_currency, to_currency, day)
);
