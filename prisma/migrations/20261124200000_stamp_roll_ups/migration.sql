-- Numbers made of roll-ups are kept as well: a change of one says that they are no longer true.
DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['repository_days', 'team_days', 'repository_hours'] LOOP
    EXECUTE format('CREATE TRIGGER stamp AFTER INSERT OR UPDATE OR DELETE ON public.%I
      FOR EACH STATEMENT EXECUTE FUNCTION directory.stamp_facts()', tbl);
  END LOOP;
END $$;
