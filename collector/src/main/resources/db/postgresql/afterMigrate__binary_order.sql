-- Texts are compared byte by byte, as SQLite does, whatever the database's language is: a commune's
-- sites are a range of texts, and rows stand in the same order on both.
DO $$
DECLARE
  one RECORD;
BEGIN
  FOR one IN
    SELECT c.relname AS table_name, a.attname AS column_name
    FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_collation o ON o.oid = a.attcollation
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0
      AND NOT a.attisdropped AND a.atttypid = 'text'::regtype AND o.collname <> 'C'
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE TEXT COLLATE "C"', one.table_name, one.column_name);
  END LOOP;
END
$$;
