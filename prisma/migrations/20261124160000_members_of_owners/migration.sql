-- Somebody is a member as long as one of a connection's owners lists them: on whose lists they stood.
ALTER TABLE "host_accounts" ADD COLUMN "memberOf" TEXT[] DEFAULT ARRAY[]::TEXT[];
