from django.db import migrations


def add_index(apps, schema_editor):
    """PostgreSQL reads the whole table for each search of pages without it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX IF NOT EXISTS hub_page_search"
            " ON wagtailsearch_indexentry USING gin ((title || body))"
        )


def remove_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS hub_page_search")


class Migration(migrations.Migration):
    dependencies = [
        ("hub", "0001_initial"),
        ("wagtailsearch", "0009_remove_ngram_autocomplete"),
    ]

    operations = [migrations.RunPython(add_index, remove_index)]
