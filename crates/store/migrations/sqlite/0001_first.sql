CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE account (
    id BLOB NOT NULL PRIMARY KEY,
    name_mac BLOB NOT NULL,
    verifier BLOB NOT NULL,
    pepper_id TEXT NOT NULL,
    cost TEXT NOT NULL,
    public BLOB NOT NULL,
    prefs TEXT NOT NULL,
    UNIQUE (name_mac, verifier)
);

CREATE TABLE wrap (
    account BLOB NOT NULL,
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account, kind, id)
);

CREATE TABLE attempt (
    who BLOB NOT NULL,
    device BLOB NOT NULL,
    fails INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (who, device)
);

CREATE TABLE pin (
    device BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL,
    salt BLOB NOT NULL,
    tries INTEGER NOT NULL,
    verifier BLOB NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX pin_account ON pin (account);

CREATE TABLE recovery (
    account BLOB NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    verifier BLOB NOT NULL,
    requested_at INTEGER
);

CREATE TABLE space (
    id BLOB NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL,
    head_seq INTEGER NOT NULL,
    head_hash BLOB NOT NULL,
    drop_public BLOB NOT NULL,
    erasures INTEGER NOT NULL
);

CREATE TABLE event (
    space BLOB NOT NULL,
    seq INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    header BLOB NOT NULL,
    sealed BLOB,
    sealed_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (space, seq)
);

CREATE TABLE space_grant (
    space BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    account BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (account, space, epoch)
);
CREATE INDEX space_grant_space ON space_grant (space, epoch);

CREATE TABLE snapshot (
    space BLOB NOT NULL,
    account BLOB NOT NULL,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (space, account)
);
CREATE INDEX snapshot_account ON snapshot (account);

CREATE TABLE chapter (
    space BLOB NOT NULL,
    account BLOB NOT NULL,
    no INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (space, account, no)
);
CREATE INDEX chapter_account ON chapter (account);

CREATE TABLE letter (
    id BLOB NOT NULL PRIMARY KEY,
    space BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX letter_space ON letter (space);

CREATE TABLE couple (
    id BLOB NOT NULL PRIMARY KEY,
    space BLOB NOT NULL UNIQUE,
    a BLOB NOT NULL,
    b BLOB NOT NULL,
    began INTEGER NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX couple_a ON couple (a);
CREATE INDEX couple_b ON couple (b);

CREATE TABLE leaving (
    couple BLOB NOT NULL PRIMARY KEY,
    leaver BLOB NOT NULL,
    cut INTEGER NOT NULL,
    shows_on INTEGER NOT NULL
);
CREATE INDEX leaving_shows_on ON leaving (shows_on);

CREATE TABLE invite (
    token_hash BLOB NOT NULL PRIMARY KEY,
    inviter BLOB NOT NULL,
    expires INTEGER NOT NULL,
    opened INTEGER,
    code_mac BLOB NOT NULL,
    tries INTEGER NOT NULL,
    state TEXT NOT NULL,
    sealed BLOB NOT NULL,
    joiner BLOB,
    joined INTEGER
);
CREATE INDEX invite_inviter ON invite (inviter);
CREATE INDEX invite_joiner ON invite (joiner);

CREATE TABLE block (
    inviter BLOB NOT NULL,
    target BLOB NOT NULL,
    PRIMARY KEY (inviter, target)
);
CREATE INDEX block_target ON block (target);

CREATE TABLE gate (
    id BLOB NOT NULL,
    side BLOB NOT NULL,
    kind TEXT NOT NULL,
    expires INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id, side)
);
CREATE INDEX gate_side ON gate (side);
CREATE INDEX gate_expires ON gate (expires);

CREATE TABLE act (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE effect (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    due INTEGER NOT NULL,
    body TEXT NOT NULL,
    done INTEGER NOT NULL
);
CREATE INDEX effect_due ON effect (done, due);

CREATE TABLE reminder (
    account BLOB NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (account, at, kind)
);
CREATE INDEX reminder_at ON reminder (at);
