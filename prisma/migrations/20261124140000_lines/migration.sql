-- How many wait in each line over all companies, and for how long: numbers for operators, no ids.
CREATE FUNCTION directory.lines()
RETURNS TABLE (name text, waiting bigint, "underWay" bigint, "oldestSeconds" double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT 'analyses', count(*) FILTER (WHERE r."admittedAt" IS NULL),
    count(*) FILTER (WHERE r."admittedAt" IS NOT NULL),
    coalesce(extract(epoch FROM now() - min(r."waitingAt") FILTER (WHERE r."admittedAt" IS NULL)), 0)
  FROM directory.runs r
  UNION ALL
  SELECT 'collections', count(*) FILTER (WHERE c."admittedAt" IS NULL AND c."dueAt" <= now()),
    count(*) FILTER (WHERE c."admittedAt" IS NOT NULL),
    greatest(0, coalesce(extract(epoch FROM
      now() - min(c."dueAt") FILTER (WHERE c."admittedAt" IS NULL)), 0))
  FROM directory.collections_due c
  UNION ALL
  SELECT 'mails', count(*) FILTER (WHERE m."dueAt" <= now()), 0,
    greatest(0, coalesce(extract(epoch FROM now() - min(m."dueAt")), 0))
  FROM directory.mails_due m
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
