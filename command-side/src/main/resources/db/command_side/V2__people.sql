-- An organisation as commands and doors must know it at once.
ALTER TABLE tenant
    ADD COLUMN suspended           boolean NOT NULL DEFAULT false,
    ADD COLUMN requests_per_minute integer NOT NULL DEFAULT 60000;

-- Who was invited and has not come yet has no password.
ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;

ALTER TABLE member
    ADD COLUMN status     text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('INVITED', 'ACTIVE', 'SUSPENDED')),
    ADD COLUMN invited_at timestamptz,
    ADD COLUMN joined_at  timestamptz;
UPDATE member SET joined_at = used_at;
CREATE INDEX member_of_tenant ON member (tenant_id);

-- What an invitation's link proves; only a digest of it is kept.
CREATE TABLE invitation (
    tenant_id  text        NOT NULL,
    user_id    text        NOT NULL,
    token_hash bytea       NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id),
    FOREIGN KEY (user_id, tenant_id) REFERENCES member ON DELETE CASCADE
);

-- One sign-in on one device: the family of all tokens that follow from it. Its end never moves.
CREATE TABLE session (
    session_id   uuid        PRIMARY KEY,
    user_id      text        NOT NULL REFERENCES account,
    tenant_id    text        NOT NULL REFERENCES tenant,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    end_reason   text,
    address      text        NOT NULL,
    user_agent   text
) WITH (fillfactor = 80);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_expiry ON session (expires_at);

-- Each refresh token is used once. Whoever comes again with one within seconds gets its successor again, which only the
-- used token itself can open.
CREATE TABLE refresh_token (
    token_hash  bytea       PRIMARY KEY,
    session_id  uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
    consumed_at timestamptz,
    successor   bytea
) WITH (fillfactor = 80);
CREATE INDEX refresh_token_of_session ON refresh_token (session_id);

-- What programs sign in with; only a digest of a key is kept.
CREATE TABLE api_key (
    key_id       uuid        PRIMARY KEY,
    tenant_id    text        NOT NULL,
    user_id      text        NOT NULL,
    name         text        NOT NULL,
    key_hash     bytea       NOT NULL UNIQUE,
    prefix       text        NOT NULL,
    scopes       text[]      NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    FOREIGN KEY (user_id, tenant_id) REFERENCES member ON DELETE CASCADE
) WITH (fillfactor = 80);
CREATE INDEX api_key_of_member ON api_key (tenant_id, user_id);

-- A forgotten password's link; one at a time.
CREATE TABLE password_reset (
    user_id    text        PRIMARY KEY REFERENCES account,
    token_hash bytea       NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
);
