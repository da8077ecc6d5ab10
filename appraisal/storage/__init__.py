"""The database: base class, column types, engines, history, migrations. Knows no slice."""
