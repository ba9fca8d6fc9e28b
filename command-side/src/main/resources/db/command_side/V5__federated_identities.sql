-- Whom another provider says somebody is.
CREATE TABLE federated_identity (
    issuer    text        NOT NULL,
    subject   text        NOT NULL,
    user_id   text        NOT NULL REFERENCES account ON DELETE CASCADE,
    linked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (issuer, subject)
);
-- One at a provider for an account: who links another knows of the first.
CREATE UNIQUE INDEX federated_identity_of_user ON federated_identity (user_id, issuer);

-- Who has come back from a provider shows it once, within a minute; only a digest of the code is kept.
CREATE TABLE sign_in_code (
    code_hash  bytea       PRIMARY KEY,
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    email      text        NOT NULL,
    name       text        NOT NULL,
    -- What the page that began it will show; empty where it chose nothing.
    challenge  text        NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_code_expiry ON sign_in_code (expires_at);
