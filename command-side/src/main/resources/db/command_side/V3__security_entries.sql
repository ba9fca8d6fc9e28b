-- Who signed in, was refused or used a key. Beside the events: it holds addresses, and is kept for a year only.
CREATE TABLE security_entry (
    entry_id  uuid        PRIMARY KEY,
    at        timestamptz NOT NULL,
    tenant_id text,
    user_id   text,
    kind      text        NOT NULL,
    address   text        NOT NULL,
    detail    text        NOT NULL
);
CREATE INDEX security_entry_of_tenant ON security_entry (tenant_id, entry_id);
CREATE INDEX security_entry_age ON security_entry (at);
