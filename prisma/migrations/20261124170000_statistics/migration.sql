-- What the planner knows, after many facts came at once: pull requests and what stands beneath them too.
-- A page that joins them takes seconds for as long as it believes the tables to be empty.
CREATE OR REPLACE FUNCTION directory.refresh_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  ANALYZE public.commits, public.paths, public.identities, public.developers, public.commit_days,
    public.host_accounts, public.pull_requests, public.reviews, public.team_memberships;
END $$;
