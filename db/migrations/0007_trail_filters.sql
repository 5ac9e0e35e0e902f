CREATE INDEX "trail_actor_user_id_at_index" ON "trail" USING btree ("actor_user_id","at");--> statement-breakpoint
CREATE INDEX "trail_action_at_index" ON "trail" USING btree ("action","at");