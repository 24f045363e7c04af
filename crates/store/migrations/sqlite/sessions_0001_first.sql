CREATE TABLE session (
    id_hash BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL,
    sealed_keys BLOB NOT NULL,
    sealed_private BLOB,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    private_seen INTEGER,
    expires INTEGER NOT NULL,
    mine INTEGER NOT NULL,
    words INTEGER NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires);
