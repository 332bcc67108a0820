-- AlterTable
ALTER TABLE "companies" ADD COLUMN     "demoReadyAt" TIMESTAMPTZ(3),
ADD COLUMN     "isDemo" BOOLEAN NOT NULL DEFAULT false;

-- From here on written by hand: what Prisma's schema cannot say.

-- What a company is, sample data or somebody's own, is said when it is made and never again: the mark
-- lets its audit be deleted.
CREATE FUNCTION directory.keep_demo_mark() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NEW."isDemo" <> OLD."isDemo" THEN
    RAISE EXCEPTION 'a company stays a demo or none' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_demo_mark BEFORE UPDATE ON public.companies
  FOR EACH ROW EXECUTE FUNCTION directory.keep_demo_mark();

CREATE FUNCTION directory.is_demo(company bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT c."isDemo" FROM public.companies c WHERE c.id = company), false) $$;

-- As before, but for what belongs to sample data.
CREATE OR REPLACE FUNCTION directory.refuse_early_deletion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF directory.is_demo(OLD."companyId") THEN RETURN OLD; END IF;
  IF OLD.at > now() - interval '1 year' OR NOT EXISTS (
    SELECT 1 FROM public.audit_checkpoints c
    WHERE c."companyId" = OLD."companyId" AND c.closes AND c."position" >= OLD."position")
  THEN
    RAISE EXCEPTION 'no closed segment holds this audit entry' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

CREATE OR REPLACE FUNCTION directory.refuse_lone_deletion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF directory.is_demo(OLD."companyId") THEN RETURN OLD; END IF;
  IF EXISTS (SELECT 1 FROM public.audit_entries e
    WHERE e."companyId" = OLD."companyId" AND e."position" = OLD."position")
  THEN
    RAISE EXCEPTION 'a trace is emptied, not deleted' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

CREATE OR REPLACE FUNCTION directory.refuse_recent_access() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF directory.is_demo(OLD."companyId") THEN RETURN OLD; END IF;
  IF OLD.at > now() - interval '90 days' THEN
    RAISE EXCEPTION 'this entry of the access log is not old enough' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION directory.refuse_deletion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF directory.is_demo(OLD."companyId") THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

DROP TRIGGER never_changed ON public.audit_checkpoints;
CREATE TRIGGER never_changed BEFORE UPDATE ON public.audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION directory.refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON public.audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION directory.refuse_deletion();

-- Nothing is ever asked of anybody for sample data: no clone, no reading of pull requests, no webhook.
CREATE FUNCTION directory.refuse_demo() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF directory.is_demo(NEW."companyId") THEN
    RAISE EXCEPTION 'nothing is read for sample data' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['runs', 'collections_due', 'webhooks'] LOOP
    EXECUTE format('CREATE TRIGGER no_demo BEFORE INSERT ON directory.%I
      FOR EACH ROW EXECUTE FUNCTION directory.refuse_demo()', tbl);
  END LOOP;
END $$;

-- As before, sample data left out.
CREATE OR REPLACE FUNCTION directory.due_repositories(version integer, age interval, most integer)
RETURNS TABLE ("companyId" bigint, "repositoryId" bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT r."companyId", r.id FROM public.repositories r
  WHERE (r."definitionsVersion" < version
      OR (r."historyReadAt" < now() - age AND EXISTS (
        SELECT 1 FROM public.analyses a WHERE a."companyId" = r."companyId" AND a."repositoryId" = r.id
          AND a.state = 'done' AND a.measured > 0 AND a."finishedAt" > r."historyReadAt")))
    AND NOT EXISTS (
      SELECT 1 FROM public.analyses a WHERE a."companyId" = r."companyId" AND a."repositoryId" = r.id
        AND (a.state IN ('waiting', 'running')
          -- One that failed today is not asked for again before tomorrow.
          OR a.state = 'failed' AND a."finishedAt" > now() - interval '1 day'))
    AND NOT EXISTS (SELECT 1 FROM public.companies c WHERE c.id = r."companyId" AND c."isDemo")
  ORDER BY r."historyReadAt" NULLS FIRST, r."companyId", r.id LIMIT most
$$;

-- Removes a company of sample data whole: its rows of every table that names a company, those first
-- that no other table points at any more. Tables that are still to come are found as well.
CREATE FUNCTION directory.remove_demo(company bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  waiting oid[];
  free oid;
BEGIN
  PERFORM directory.must_be_current(company);
  -- Whoever writes facts of it holds this row: waited for, and kept out from here on.
  PERFORM 1 FROM public.companies c WHERE c.id = company AND c."isDemo" FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  waiting := ARRAY(
    SELECT t.oid FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE t.relkind = 'r' AND a.attname = 'companyId' AND NOT a.attisdropped
      AND t.relnamespace IN ('public'::regnamespace, 'directory'::regnamespace));
  WHILE cardinality(waiting) > 0 LOOP
    SELECT w INTO free FROM unnest(waiting) AS w
    WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k
      WHERE k.contype = 'f' AND k.confrelid = w AND k.conrelid <> w AND k.conrelid = ANY (waiting))
    ORDER BY w LIMIT 1;
    IF free IS NULL THEN
      RAISE EXCEPTION 'the tables of a company point at one another in a circle';
    END IF;
    EXECUTE format('DELETE FROM %s WHERE "companyId" = $1', free::regclass) USING company;
    waiting := array_remove(waiting, free);
    free := NULL;
  END LOOP;
  DELETE FROM public.companies c WHERE c.id = company;
  RETURN true;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
