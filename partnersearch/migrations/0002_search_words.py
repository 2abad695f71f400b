"""Ties the text engine of the database to the documents of the offers."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE partnersearch_words USING fts5(
        title, names, body,
        content='partnersearch_offerdocument', content_rowid='offer_id',
        prefix='2 3', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER partnersearch_words_added AFTER INSERT ON partnersearch_offerdocument BEGIN
        INSERT INTO partnersearch_words(rowid, title, names, body)
        VALUES (new.offer_id, new.title, new.names, new.body);
    END
    """,
    """
    CREATE TRIGGER partnersearch_words_removed AFTER DELETE ON partnersearch_offerdocument BEGIN
        INSERT INTO partnersearch_words(partnersearch_words, rowid, title, names, body)
        VALUES ('delete', old.offer_id, old.title, old.names, old.body);
    END
    """,
    """
    CREATE TRIGGER partnersearch_words_changed AFTER UPDATE ON partnersearch_offerdocument BEGIN
        INSERT INTO partnersearch_words(partnersearch_words, rowid, title, names, body)
        VALUES ('delete', old.offer_id, old.title, old.names, old.body);
        INSERT INTO partnersearch_words(rowid, title, names, body)
        VALUES (new.offer_id, new.title, new.names, new.body);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER IF EXISTS partnersearch_words_added",
    "DROP TRIGGER IF EXISTS partnersearch_words_removed",
    "DROP TRIGGER IF EXISTS partnersearch_words_changed",
    "DROP TABLE IF EXISTS partnersearch_words",
]
POSTGRESQL = [
    """
    ALTER TABLE partnersearch_offerdocument ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', names), 'B')
        || setweight(to_tsvector('simple', body), 'C')
    ) STORED
    """,
    "CREATE INDEX partnersearch_words ON partnersearch_offerdocument USING gin (words)",
]
POSTGRESQL_BACK = ["ALTER TABLE partnersearch_offerdocument DROP COLUMN words"]


def run(statements):
    def forwards(apps, schema_editor):
        for statement in statements.get(schema_editor.connection.vendor, []):
            schema_editor.execute(statement)

    return forwards


class Migration(migrations.Migration):
    dependencies = [("partnersearch", "0001_initial")]

    operations = [
        migrations.RunPython(
            run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        )
    ]
