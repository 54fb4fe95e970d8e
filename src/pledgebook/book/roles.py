"""The rights in PostgreSQL that keep a book a book: who may read, who may add, and nobody more."""

from typing import Final

from pledgebook.book import tables

READER: Final = "pledgebook_reader"
WRITER: Final = "pledgebook_writer"

_HEAD: Final = """\
-- Roles of a book in PostgreSQL. Run this once in its database, as the owner of the tables:
--   pledgebook book roles | psql DATABASE
-- Then give them to people:  GRANT pledgebook_writer TO someone;
-- Writers add entries and keep the views in step. Nobody but the owner can rebuild the views or
-- make or drop tables, and even the owner meets triggers that refuse to change what was written.
"""

_ROLE: Final = """\
DO $$ BEGIN
  CREATE ROLE {role} NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL; END $$;
"""


def roles_sql() -> str:
    """Return the statements that make the roles and give them their rights."""
    kept = ", ".join(sorted(tables.kept.tables))
    derived = ", ".join(sorted([*tables.views.tables, *tables.TERMS]))
    roles = "".join(_ROLE.format(role=role) for role in (READER, WRITER))
    return f"""{_HEAD}
{roles}
REVOKE ALL ON {kept} FROM PUBLIC, {READER}, {WRITER};
REVOKE ALL ON {derived} FROM PUBLIC, {READER}, {WRITER};
GRANT USAGE ON SCHEMA public TO {READER}, {WRITER};

-- What is kept: read and added to.
GRANT SELECT ON {kept} TO {READER}, {WRITER};
GRANT INSERT ON {_without(kept, "pledgebook")} TO {WRITER};
GRANT USAGE ON SEQUENCE checkpoints_id_seq TO {WRITER};

-- What is derived: a row is closed when another takes its place. A rebuild makes these tables
-- anew, so the rights are set for tables to come as well.
GRANT SELECT ON {derived} TO {READER};
GRANT SELECT, INSERT, UPDATE, DELETE ON {derived} TO {WRITER};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {READER};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES
  TO {WRITER};
"""


def _without(names: str, name: str) -> str:
    return ", ".join(one for one in names.split(", ") if one != name)
