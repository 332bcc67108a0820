-- AlterTable
ALTER TABLE "developers" ADD COLUMN     "nameDecided" BOOLEAN NOT NULL DEFAULT false;
