-- CreateEnum
CREATE TYPE "individuals" AS ENUM ('named', 'aggregates');

-- AlterTable
ALTER TABLE "companies" ADD COLUMN     "individuals" "individuals" NOT NULL DEFAULT 'named';
