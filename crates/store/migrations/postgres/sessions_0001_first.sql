CREATE TABLE session (
    id_hash BYTEA NOT NULL PRIMARY KEY,
    account BYTEA NOT NULL,
    sealed_keys BYTEA NOT NULL,
    sealed_private BYTEA,
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    private_seen BIGINT,
    expires BIGINT NOT NULL,
    mine BIGINT NOT NULL,
    words BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires);
