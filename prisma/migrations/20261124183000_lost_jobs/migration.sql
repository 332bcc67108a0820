-- What was let in a while ago and no worker has begun: its job waits in the queue still, or was lost with
-- the queue's store. Adding it once more under its own key does nothing in the first case.
CREATE FUNCTION directory.unbegun_runs(older interval)
RETURNS TABLE ("companyId" bigint, "analysisId" bigint, attempt smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r."companyId", r."analysisId", r.attempt FROM directory.runs r
  WHERE r."startedAt" IS NULL AND r."admittedAt" < now() - older
$$;

CREATE FUNCTION directory.unbegun_collections(older interval)
RETURNS TABLE ("companyId" bigint, "repositoryId" bigint, attempt integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c."companyId", c."repositoryId", c.attempt FROM directory.collections_due c
  WHERE c."startedAt" IS NULL AND c."admittedAt" < now() - older
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
