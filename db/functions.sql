-- The door and what row policies ask. Applied again on every migration: each statement replaces what was there.
-- Functions that look past row security are "security definer", have an empty search_path and are granted by name. The few that do not are
-- written as parsed bodies (return …, begin atomic): they mean the same under every search_path, and plans take them in.
create schema if not exists app;

-- The portal is the login's name: <database>_<portal>. Nothing that a caller can set decides it.
create or replace function app.portal() returns text language sql stable parallel safe
  return substring(session_user from '_(hq|store|me|auth|job|feed)$');

create or replace function app.today() returns date language sql stable parallel safe
  return (now() at time zone 'Asia/Shanghai')::date;

-- Identity: the setting holds the hash of a secret token, not an id that could be guessed.
create or replace function app.user_id() returns uuid language plpgsql stable parallel safe security definer set search_path = '' as $$
begin
  return (select s.user_id from public.sessions s join public.users u on u.id = s.user_id
    where s.token_hash = current_setting('app.session', true)
      and s.revoked_at is null and s.expires_at > now() and s.idle_expires_at > now()
      and (u.disabled_at is null
          and not exists (select from public.employees e where e.user_id = u.id and (e.left_on <= app.today() or e.access_ends_at <= now()))
        or app.portal() = 'me' and exists (
          select from public.own_copies c where c.session_id = s.id and c.user_id = u.id and c.status = 'running' and c.asked_by_id is not null)));
end $$;

create or replace function app.employee_id() returns uuid language plpgsql stable parallel safe security definer set search_path = '' as $$
declare v_user uuid := app.user_id();
begin
  return (select e.id from public.employees e where e.user_id = v_user);
end $$;

-- From each unit to its children over the index (offset 0 keeps the planner from reading all units): mostly asked about one store.
create or replace function app.units_below(p_unit uuid) returns setof uuid language sql stable parallel safe
begin atomic
  with recursive below as (
    select u.id from public.units u where u.id = p_unit
    union all select c.id from below b cross join lateral (select u.id from public.units u where u.parent_id = b.id offset 0) c
  ) select id from below;
end;

create or replace function app.units_above(p_unit uuid) returns table (id uuid, depth int) language sql stable parallel safe
begin atomic
  with recursive above as (
    select u.id, u.parent_id, 0 as depth from public.units u where u.id = p_unit
    union all select u.id, u.parent_id, a.depth + 1 from public.units u join above a on u.id = a.parent_id
  ) select a.id, a.depth from above a;
end;

-- The grant that the caller's seat rests on, checked anew in every statement: a grant that ended is gone at once.
create or replace function app.seat() returns table (grant_id uuid, role text, unit_id uuid)
language plpgsql stable parallel safe security definer set search_path = '' as $$
declare
  v_grant uuid := nullif(current_setting('app.grant', true), '')::uuid;
  v_unit uuid := nullif(current_setting('app.unit', true), '')::uuid;
  v_user uuid := app.user_id();
begin
  return query select g.id, g.role, coalesce(v_unit, g.unit_id)
    from public.role_grants g
    where g.id = v_grant and g.user_id = v_user
      and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
      and (g.role = 'manager') = (app.portal() = 'store')
      and (v_unit is null or g.unit_id = v_unit or g.unit_id in (select a.id from app.units_above(v_unit) a));
end $$;

create or replace function app.unit_ids() returns uuid[] language plpgsql stable parallel safe security definer set search_path = '' as $$
declare v_unit uuid := (select s.unit_id from app.seat() s);
begin
  return array(select b from app.units_below(v_unit) b);
end $$;

-- What a seat sees is asked for in every statement on every table, so each list is worked out from the seat once, over indexes alone:
-- "offset 0" has the rows of each unit or person looked up by themselves, however many units a region has. A connection serves stores
-- and regions in turn with one cached plan, so it must be good for both: "is true" keeps a list of units from becoming the way in, by
-- which a region's people would each be compared with all of its consents. The "_of" functions are nobody's to call.

-- People whom a seat may see: for a manager those who are in the store or arrive within 14 days, for a head their own.
create or replace function app.people_of(p_role text, p_units uuid[]) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  if p_role = 'manager' then
    return array(select distinct a.employee_id
      from unnest(p_units) w (id)
      cross join lateral (select (now() at time zone u.zone)::date as today from public.units u where u.id = w.id offset 0) u
      cross join lateral (select a.employee_id from public.assignments a where a.unit_id = w.id
        and a.starts_on <= u.today + 14 and (a.ends_on is null or a.ends_on > u.today) offset 0) a);
  elsif p_role = 'head' then
    return array(select e.id from unnest(p_units) w (id)
      cross join lateral (select e.id from public.employees e where e.home_unit_id = w.id offset 0) e);
  end if;
  return '{}';
end $$;

-- Those of them who consent to the store that they are in or arrive at: a consent to one store of a region opens nothing at another.
-- Each store's consents and stays are laid beside each other: looking at both person by person costs a region three times as much.
create or replace function app.consenting_of(p_units uuid[], p_people uuid[]) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return array(
    select c.employee_id from unnest(p_units) u (id)
    cross join lateral (
      select c.employee_id from public.consents c where c.unit_id = u.id and c.withdrawn_at is null
      intersect
      select a.employee_id from public.assignments a
      where a.unit_id = u.id and a.starts_on <= app.today() + 15 and (a.ends_on is null or a.ends_on >= app.today())
      offset 0
    ) c
    intersect
    select w.id from unnest(p_people) w (id));
end $$;

create or replace function app.employee_ids() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = '' as $$
declare s record;
begin
  select * into s from app.seat();
  return app.people_of(s.role, array(select b from app.units_below(s.unit_id) b));
end $$;

create or replace function app.consenting_ids() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = '' as $$
declare s record; v_units uuid[];
begin
  select * into s from app.seat();
  v_units := array(select b from app.units_below(s.unit_id) b);
  return app.consenting_of(v_units, app.people_of(s.role, v_units));
end $$;

-- Assignments a store may see: its own people's in the store, and their other ones while their consent stands.
create or replace function app.assignment_ids() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare s record; v_units uuid[]; v_people uuid[]; v_consenting uuid[];
begin
  select * into s from app.seat();
  v_units := array(select b from app.units_below(s.unit_id) b);
  v_people := app.people_of(s.role, v_units);
  v_consenting := app.consenting_of(v_units, v_people);
  return array(
    select a.id from unnest(v_people) w (id) left join unnest(v_consenting) c (id) on c.id = w.id
    cross join lateral (
      select a.id from public.assignments a where a.employee_id = w.id and (c.id is not null or (a.unit_id = any (v_units)) is true) offset 0
    ) a);
end $$;

-- Contracts of which a store reads the days: those of its people whose consent stands, and of the others the one whose probation it has
-- to say something about, until that is over.
create or replace function app.term_ids() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare s record; v_units uuid[]; v_people uuid[]; v_consenting uuid[];
begin
  select * into s from app.seat();
  v_units := array(select b from app.units_below(s.unit_id) b);
  v_people := app.people_of(s.role, v_units);
  v_consenting := app.consenting_of(v_units, v_people);
  return array(
    select k.id from unnest(v_people) w (id) left join unnest(v_consenting) c (id) on c.id = w.id
    cross join lateral (
      select k.id from public.contracts k where k.employee_id = w.id and (c.id is not null
        or (k.confirmed_on is null and k.ended_early_on is null and k.probation_ends_on > app.today()) is true) offset 0
    ) k);
end $$;

-- What a request's end means for consents: one that came to nothing takes its consent with it, and an approved one takes the place
-- of older consents to the same store, so that the latest word counts and nothing wider stays behind.
create or replace function app.settle_consents(p_request uuid, p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare r public.requests;
begin
  select * into r from public.requests where id = p_request;
  if r.status in ('rejected', 'withdrawn', 'cancelled') then
    update public.consents set withdrawn_at = p_at where request_id = p_request and withdrawn_at is null;
  elsif r.status = 'approved' then
    update public.consents old set withdrawn_at = p_at from public.consents latest
      where latest.request_id = p_request and latest.withdrawn_at is null and old.employee_id = latest.employee_id
        and old.unit_id = latest.unit_id and old.request_id <> p_request and old.withdrawn_at is null;
  end if;
end $$;

-- Requests that the seat takes part in: as a person, as the applicant or, for those who lead a unit, through the unit.
create or replace function app.request_ids() returns uuid[] language plpgsql stable parallel safe security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare s record; v_user uuid := app.user_id(); v_units uuid[];
begin
  select * into s from app.seat();
  if s.role in ('manager', 'head') then v_units := array(select b from app.units_below(s.unit_id) b); end if;
  return array(
    select p.request_id from public.request_parties p where p.user_id = v_user
    union
    select p.request_id from unnest(v_units) w (id) join public.request_parties p on p.unit_id = w.id
    union
    select r.id from public.requests r where r.applicant_user_id = v_user);
end $$;

create or replace function app.partner_ids() returns uuid[] language plpgsql stable parallel safe security definer set search_path = '' as $$
declare v_units uuid[] := app.unit_ids();
begin
  return array(select distinct s.partner_id from unnest(v_units) w (id) join public.stores s on s.unit_id = w.id);
end $$;

-- Whoever keeps a copy of the units compares states; a new one cannot be mistaken for any before, also in another database.
create or replace function app.renew_directory() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.unit_directory as d (is_only, state) values (true, gen_random_uuid())
    on conflict (is_only) do update set state = excluded.state;
  return null;
end $$;
create or replace trigger units_directory after insert or update or delete or truncate on public.units for each statement
  execute function app.renew_directory();

-- Who is asking, in which seat. hq: one of the caller's headquarters grants; store: a manager grant on the unit or above it;
-- me: the employee. No row: the session is over, or the seat is not theirs.
create or replace function app.find_seat(p_unit_code text, p_grant uuid) returns table (
  user_id uuid, user_name text, session_id uuid, locale text, theme text, must_change boolean, employee_id uuid,
  grant_id uuid, role text, unit_id uuid, unit_code text, unit_name text, today date, is_stale boolean
) language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare v_portal text := app.portal(); v_unit uuid;
begin
  select s.user_id, u.name, s.id, u.locale, u.theme, coalesce(c.must_change, false), e.id, s.last_seen_at < now() - interval '2 minutes'
    into user_id, user_name, session_id, locale, theme, must_change, employee_id, is_stale
    from public.sessions s
    join public.users u on u.id = s.user_id
    left join public.credentials c on c.user_id = u.id
    left join public.employees e on e.user_id = u.id
    where s.token_hash = current_setting('app.session', true)
      and s.revoked_at is null and s.expires_at > now() and s.idle_expires_at > now()
      and (u.disabled_at is null and (e.left_on is null or e.left_on > app.today()) and (e.access_ends_at is null or e.access_ends_at > now())
        -- the worker, while it makes the copy that somebody who has left asked HR for
        or v_portal = 'me' and exists (
          select from public.own_copies o where o.session_id = s.id and o.user_id = u.id and o.status = 'running' and o.asked_by_id is not null));
  if user_id is null then raise exception 'session_over' using errcode = '28000'; end if;

  if v_portal = 'me' then
    if employee_id is null then return; end if;
    role := 'employee';
    select e.home_unit_id, h.code, h.name, app.today() into unit_id, unit_code, unit_name, today
      from public.employees e join public.units h on h.id = e.home_unit_id where e.id = find_seat.employee_id;
    unit_id := null;
    return next; return;
  end if;

  if v_portal = 'store' then
    select u.id into v_unit from public.units u where u.code = p_unit_code and u.closed_on is null;
    if v_unit is null then return; end if;
  end if;
  select g.id, g.role, coalesce(v_unit, g.unit_id), u.code, u.name, (now() at time zone u.zone)::date
    into grant_id, role, unit_id, unit_code, unit_name, today
    from public.role_grants g join public.units u on u.id = coalesce(v_unit, g.unit_id)
    where g.user_id = find_seat.user_id
      and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
      and (g.role = 'manager') = (v_portal = 'store')
      and (v_unit is null or g.unit_id in (select a.id from app.units_above(v_unit) a))
    order by (g.id = p_grant) desc nulls last,
      array_position(array['hr','executive','head','specialist','auditor','admin','manager'], g.role), g.id
    limit 1;
  if grant_id is not null then return next; end if;
end $$;

-- The door. Everything before it answers "permission denied"; after it the transaction acts as the seat's role only.
-- Not security definer on purpose: a definer function may not switch roles.
create or replace function app.enter(p_token_hash text, p_unit_code text default null, p_grant uuid default null)
returns table (
  user_id uuid, user_name text, session_id uuid, locale text, theme text, must_change boolean, employee_id uuid,
  grant_id uuid, role text, unit_id uuid, unit_code text, unit_name text, today date, is_stale boolean
) language plpgsql volatile set search_path = '' as $$
declare s record;
begin
  perform set_config('app.session', p_token_hash, true);
  select * into s from app.find_seat(p_unit_code, p_grant);
  if not found then return; end if;
  perform set_config('app.grant', coalesce(s.grant_id::text, ''), true);
  perform set_config('app.unit', case when app.portal() = 'store' then s.unit_id::text else '' end, true);
  perform set_config('role', 'outpost_role_' || s.role, true);
  return query select s.user_id, s.user_name, s.session_id, s.locale, s.theme, s.must_change, s.employee_id,
    s.grant_id, s.role, s.unit_id, s.unit_code, s.unit_name, s.today, s.is_stale;
end $$;

-- Present people by pieces of their name (docs/decisions/0012), in the order of their numbers, with the rights of whoever asks. Whatever was
-- typed, there is one way to it, so the plan is kept: making one takes longer than finding.
create or replace function app.people_named(p_grams text[], p_like text, p_most int)
returns table (id uuid, number text, name text, home_unit_id uuid)
language sql stable rows 10 set plan_cache_mode = force_generic_plan
begin atomic
  select e.id, e.number, e.name, e.home_unit_id from public.employees e
  where e.name_grams @> p_grams and replace(lower(e.name), ' ', '') like p_like and (e.left_on is null or e.left_on > app.today())
  order by e.number limit p_most;
end;

-- The logins that act for nobody: sign-in, background work, and the feed that tells open pages what changed.
create or replace function app.enter_service() returns void language plpgsql volatile set search_path = '' as $$
begin
  if app.portal() not in ('auth', 'job', 'feed') then raise exception 'not_a_service' using errcode = '42501'; end if;
  perform set_config('role', 'outpost_role_' || app.portal(), true);
end $$;

-- Seats of the caller in all portals, for the switcher and for where to go after sign-in. Few: a planner that expects a thousand thinks
-- that knowing the caller is worth a plan anew.
create or replace function app.my_seats() returns table (grant_id uuid, role text, unit_id uuid, unit_code text, unit_name text, unit_kind text)
language plpgsql stable rows 3 security definer set search_path = '' as $$
declare v_user uuid := app.user_id();
begin
  return query
    select g.id, g.role, u.id, u.code, u.name, u.kind
    from public.role_grants g join public.units u on u.id = g.unit_id
    where g.user_id = v_user and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
      and u.closed_on is null
    union all
    select null, 'employee', u.id, u.code, u.name, u.kind
    from public.employees e join public.units u on u.id = e.home_unit_id where e.user_id = v_user;
end $$;

-- What somebody was called by a role of theirs at an instant: who manages a region, and no store beside it, is no store's manager.
create or replace function app.title_of(p_user uuid, p_role text, p_at timestamptz) returns text
language sql stable parallel safe security definer set search_path = '' as $$
  select case when p_role = 'manager' and (
    select bool_and(u.kind <> 'store') from public.role_grants g join public.units u on u.id = g.unit_id
    where g.user_id = p_user and g.role = 'manager' and g.starts_on <= (p_at at time zone u.zone)::date
      and (g.ends_on is null or g.ends_on > (p_at at time zone u.zone)::date)
  ) then 'regionManager' else p_role end
$$;

-- The seats that the caller chose last, the latest first, without those that are no longer theirs. A region's manager has one in each of
-- its stores.
create or replace function app.recent_seats() returns table (seat text, role text, unit_code text, grant_id uuid)
language sql stable rows 3 security definer set search_path = '' as $$
  select r.seat, s.role, case when s.role = 'manager' then r.seat else s.unit_code end, s.grant_id
  from public.users u cross join unnest(u.recent_seats) with ordinality r (seat, place)
  cross join lateral (
    select s.role, s.unit_code, s.grant_id from app.my_seats() s
    where case s.role
      when 'employee' then r.seat = 'me'
      when 'manager' then s.unit_id in (
        select a.id from public.units w cross join lateral app.units_above(w.id) a where w.code = r.seat and w.closed_on is null)
      else r.seat = s.grant_id::text
    end
    limit 1
  ) s
  where u.id = app.user_id() order by r.place
$$;

-- Whether somebody has left the company by a day: whatever their account and their roles say, nothing waits for them.
create or replace function app.has_left(p_user uuid, p_on date) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from public.employees e where e.user_id = p_user and e.left_on <= p_on)
$$;

-- The first day without whoever an account belongs to, once their leaving is settled: for those who open accounts and grant roles.
create or replace function app.left_on(p_user uuid) returns date language sql stable security definer set search_path = '' as $$
  select e.left_on from public.employees e where e.user_id = p_user and exists (select from app.seat() s where s.role in ('hr', 'admin', 'auditor'))
$$;

-- Roles end with the time of whoever has them, and an account that ended with it opens again only when they are back (重新入职).
create or replace function app.guard_leaver() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'role_grants' then
    if (new.ends_on is null or new.ends_on > new.starts_on and (tg_op = 'INSERT' or new.ends_on > old.ends_on))
      and exists (select from public.employees e where e.user_id = new.user_id and e.left_on < coalesce(new.ends_on, 'infinity'))
    then raise exception 'leaver_holds_no_role' using errcode = 'P0001'; end if;
  elsif exists (select from public.employees e where e.user_id = new.id and (e.left_on <= app.today() or e.access_ends_at <= now()))
  then raise exception 'leaver_has_no_account' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger role_grants_guard after insert or update on public.role_grants for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_leaver();
create or replace trigger users_guard after update of disabled_at on public.users for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job' and new.disabled_at is null and old.disabled_at is not null)
  execute function app.guard_leaver();

-- A unit and those above it as the tree stood on another day.
create or replace function app.units_above_on(p_unit uuid, p_on date) returns table (id uuid, depth int)
language sql stable security definer set search_path = '' as $$
  with recursive above as (
    select v.unit_id, v.parent_id, 0 as depth from public.unit_versions v
      where v.unit_id = p_unit and v.starts_on <= p_on and (v.ends_on is null or v.ends_on > p_on)
    union all select v.unit_id, v.parent_id, a.depth + 1 from above a join public.unit_versions v
      on v.unit_id = a.parent_id and v.starts_on <= p_on and (v.ends_on is null or v.ends_on > p_on)
  ) select a.unit_id, a.depth from above a
$$;

-- Who leads a unit, today or on another day: the holders of the role there or, failing that, at the nearest unit above. Names only.
drop function if exists app.unit_leads(uuid, text);
create or replace function app.unit_leads(p_unit uuid, p_role text, p_on date default app.today()) returns table (user_id uuid, name text, unit_id uuid)
language sql stable security definer set search_path = '' as $$
  with leads as (
    select u.id, u.name, g.unit_id, a.depth
    from (select * from app.units_above(p_unit) where p_on = app.today()
      union all select * from app.units_above_on(p_unit, p_on) where p_on <> app.today()) a
    cross join lateral (select g.user_id, g.unit_id from public.role_grants g
      where g.unit_id = a.id and g.role = p_role and g.starts_on <= p_on and (g.ends_on is null or g.ends_on > p_on) offset 0) g
    cross join lateral (select u.id, u.name from public.users u where u.id = g.user_id and not app.has_left(u.id, p_on)
      and (u.disabled_at is null or (u.disabled_at at time zone 'Asia/Shanghai')::date > p_on) offset 0) u
  ) select l.id, l.name, l.unit_id from leads l where l.depth = (select min(depth) from leads) order by l.name
$$;

-- Who is to decide a stage: holders of p_role at p_unit or the nearest unit above it that has one; then HR, then an executive.
-- Never anyone in p_excluded (the applicant, the person concerned, who already approved). Each with their substitute of the day.
create or replace function app.approvers(p_role text, p_unit uuid, p_named uuid, p_excluded uuid[], p_on date)
returns table (user_id uuid, user_name text, role text, unit_name text, substitute_id uuid, substitute_name text)
language plpgsql stable security definer set search_path = '' as $$
declare v_try record;
begin
  if p_named is not null and not p_named = any (p_excluded) then
    return query
      select u.id, u.name, null::text, null::text, s.id, s.name
      from public.users u
      left join public.substitutions b on b.user_id = u.id and b.starts_on <= p_on and b.ends_on > p_on and not b.substitute_id = any (p_excluded)
      left join public.users s on s.id = b.substitute_id and s.disabled_at is null and not app.has_left(s.id, p_on)
      where u.id = p_named and u.disabled_at is null and not app.has_left(u.id, p_on);
    if found then return; end if;
  end if;
  for v_try in
    select p_role as role, a.id as unit_id, a.depth from app.units_above(p_unit) a where p_unit is not null and p_role is not null
    union all select f.role, h.id, f.depth from public.units h
      cross join (values (p_role, 900), ('hr', 1000), ('executive', 1001)) f (role, depth) where h.kind = 'headquarters' and f.role is not null
    order by depth
  loop
    return query
      select u.id, u.name, g.role, n.name, s.id, s.name
      from public.role_grants g
      join public.users u on u.id = g.user_id and u.disabled_at is null and not app.has_left(u.id, p_on)
      join public.units n on n.id = g.unit_id
      left join public.substitutions b on b.user_id = u.id and b.starts_on <= p_on and b.ends_on > p_on and not b.substitute_id = any (p_excluded)
      left join public.users s on s.id = b.substitute_id and s.disabled_at is null and not app.has_left(s.id, p_on)
      where g.role = v_try.role and g.unit_id = v_try.unit_id and not g.user_id = any (p_excluded)
        and g.starts_on <= p_on and (g.ends_on is null or g.ends_on > p_on);
    if found then return; end if;
  end loop;
end $$;

-- Does somebody hold a role that covers a unit on a day? Asked again at the moment of every decision.
create or replace function app.holds_role(p_user uuid, p_role text, p_unit uuid, p_on date) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.role_grants g join public.users u on u.id = g.user_id and u.disabled_at is null and not app.has_left(u.id, p_on)
    where g.user_id = p_user and g.role = p_role and g.starts_on <= p_on and (g.ends_on is null or g.ends_on > p_on)
      and (p_unit is null or g.unit_id in (select a.id from app.units_above(p_unit) a)))
$$;

-- People who may be asked to join or to take a task over: everyone with a grant, found by pieces of the name, its sound or the login. A store
-- finds those of headquarters who deal with stores, its own, and who leads it from further up: its region manager.
-- Planned anew for each text: a generic plan cannot use the indexes on what a text starts with. At most 20.
drop function if exists app.find_colleagues(text);
create or replace function app.find_colleagues(p_grams text[], p_name text, p_sound text, p_login text)
returns table (user_id uuid, name text, role text, unit_name text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare v_me uuid := app.user_id(); v_sees_all boolean := app.portal() = 'hq'; v_units uuid[]; v_above uuid[];
begin
  if v_me is null then return; end if;
  if not v_sees_all then
    v_units := app.unit_ids();
    v_above := array(select a.id from app.seat() s, app.units_above(s.unit_id) a);
  end if;
  return query
    select distinct on (u.name, u.id) u.id, u.name, g.role, n.name
    from public.users u
    join public.role_grants g on g.user_id = u.id and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
    join public.units n on n.id = g.unit_id
    where ((u.name_grams @> p_grams and replace(lower(u.name), ' ', '') like p_name)
        or u.name_pinyin like p_sound or u.name_initials like p_sound or u.login like p_login)
      and u.disabled_at is null and u.id <> v_me
      and (v_sees_all or g.role in ('hr', 'head') or g.unit_id = any (v_units) or (g.role = 'manager' and g.unit_id = any (v_above)))
    order by u.name, u.id, g.role limit 20;
end $$;

-- The tree of today, from the versions that hold today: planned names and places begin on their day.
create or replace function app.apply_unit_versions() returns void language sql volatile security definer set search_path = '' as $$
  update public.units u set name = v.name, parent_id = v.parent_id, revision = u.revision + 1
  from public.unit_versions v
  where v.unit_id = u.id and v.starts_on <= app.today() and (v.ends_on is null or v.ends_on > app.today())
    and u.closed_on is null and (u.name, u.parent_id) is distinct from (v.name, v.parent_id)
$$;

-- Whom the trail may be about, by pieces of the name, its sound or a range of numbers, leavers too. For those who read the whole trail,
-- where these names stand anyway; auditors see nothing else of people. At most 20.
create or replace function app.find_concerned(p_grams text[], p_name text, p_sound text, p_from text, p_to text)
returns table (id uuid, number text, name text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  if not exists (select from app.seat() s where s.role in ('hr', 'auditor')) then return; end if;
  return query
    select e.id, e.number, e.name from public.employees e
    where (e.name_grams @> p_grams and replace(lower(e.name), ' ', '') like p_name)
      or e.name_pinyin like p_sound or e.name_initials like p_sound or (e.number >= p_from and e.number < p_to)
    order by e.number limit 20;
end $$;

-- People per unit by primary assignment on a day: figures without names, the same for every seat at headquarters.
create or replace function app.headcounts(p_units uuid[], p_on date) returns table (unit_id uuid, people bigint)
language sql stable security definer set search_path = '' as $$
  select a.unit_id, count(*) from public.assignments a
  where a.unit_id = any (p_units) and a.is_primary and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on)
  group by a.unit_id
$$;

-- A first or forgotten password, set by somebody else: to be changed at the next sign-in, and every session ends.
-- HR cannot take over an account that holds more than HR may grant.
create or replace function app.set_password(p_user uuid, p_hash text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_user = app.user_id() or ((select s.role from app.seat() s) = 'hr' and exists (
    select from public.role_grants g where g.user_id = p_user and g.role in ('hr', 'executive', 'auditor', 'admin')
      and (g.ends_on is null or g.ends_on > greatest(g.starts_on, app.today()))))
  then raise exception 'password_not_theirs_to_set' using errcode = 'P0001'; end if;
  insert into public.credentials (user_id, password_hash, must_change) values (p_user, p_hash, true)
    on conflict (user_id) do update set password_hash = excluded.password_hash, must_change = true, changed_at = now();
  perform app.end_sessions(p_user);
end $$;

create or replace function app.end_sessions(p_user uuid) returns void language sql volatile security definer set search_path = '' as $$
  update public.sessions set revoked_at = now() where user_id = p_user and revoked_at is null
$$;

-- The name of somebody who holds a grant, for asking them to follow or, unless they only audit or administer, to decide.
drop function if exists app.colleague(uuid);
create function app.colleague(p_user uuid) returns table (user_id uuid, name text, decides boolean)
language sql stable security definer set search_path = '' as $$
  select u.id, u.name, bool_or(g.role not in ('auditor', 'admin'))
  from public.users u
  join public.role_grants g on g.user_id = u.id and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
  where u.id = p_user and u.disabled_at is null and not app.has_left(u.id, app.today())
  group by u.id
$$;

-- Where a person is on a day and what they go back to: for requests about them, made by whoever may see them.
create or replace function app.placement(p_employee uuid, p_on date) returns table (
  unit_id uuid, unit_kind text, position_id uuid, starts_on date, ends_on date, home_unit_id uuid, home_position_id uuid
) language sql stable security definer set search_path = '' as $$
  select a.unit_id, u.kind, a.position_id, a.starts_on, a.ends_on, e.home_unit_id,
    coalesce(
      (select h.position_id from public.assignments h join public.units hu on hu.id = h.unit_id
        where h.employee_id = p_employee and h.is_primary and hu.kind <> 'store' and h.starts_on >= a.starts_on order by h.starts_on limit 1),
      (select h.position_id from public.assignments h join public.units hu on hu.id = h.unit_id
        where h.employee_id = p_employee and h.is_primary and hu.kind <> 'store' and h.starts_on < a.starts_on order by h.starts_on desc limit 1),
      a.position_id)
  from public.assignments a
  join public.units u on u.id = a.unit_id
  join public.employees e on e.id = a.employee_id
  where a.employee_id = p_employee and a.is_primary and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on)
    and (coalesce(app.portal(), 'owner') in ('owner', 'hq') or p_employee = app.employee_id() or p_employee = any ((select app.employee_ids())::uuid[]))
$$;

-- DG-2026-0417: numbers per prefix and year.
create or replace function app.next_number(p_prefix text, p_year int) returns text
language sql volatile security definer set search_path = '' as $$
  insert into public.number_counters as c (prefix, year, last) values (p_prefix, p_year, 1)
  on conflict (prefix, year) do update set last = c.last + 1
  returning p_prefix || '-' || p_year || '-' || lpad(last::text, greatest(4, length(last::text)), '0')
$$;

-- E00001: one lasting number per employee. The first call starts after the largest number that was brought in from elsewhere.
create or replace function app.next_employee_number() returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_last int;
begin
  update public.number_counters set last = last + 1 where prefix = 'E' and year = 0 returning last into v_last;
  if v_last is null then
    insert into public.number_counters as c (prefix, year, last)
    select 'E', 0, coalesce(max(substring(e.number from '^E([0-9]{1,9})$')::int), 0) + 1 from public.employees e
    on conflict (prefix, year) do update set last = c.last + 1
    returning last into v_last;
  end if;
  return 'E' || lpad(v_last::text, greatest(5, length(v_last::text)), '0');
end $$;

-- Somebody leaves the company: from that day no assignment, no role and, once the day has come, no account and no session.
-- A transfer that is still under way, or approved for later, is named first: what becomes of it is not decided here.
create or replace function app.record_leave(p_employee uuid, p_left_on date, p_today date, p_at timestamptz, p_by text)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare e public.employees; v_number text;
begin
  select * into e from public.employees where id = p_employee for update;
  if e.id is null or e.left_on is not null then raise exception 'leave_recorded_already' using errcode = 'P0001'; end if;
  if p_left_on < e.hired_on then raise exception 'leave_before_hire' using errcode = 'P0001'; end if;
  select r.number into v_number from public.transfers t join public.requests r on r.id = t.request_id
    where t.employee_id = p_employee and (t.state = 'open' or (t.state = 'applied' and t.effective_on > p_today))
    order by r.id limit 1;
  if v_number is not null then raise exception 'leave_open_transfer' using errcode = 'P0001', detail = v_number; end if;
  update public.employees set left_on = p_left_on, revision = revision + 1 where id = p_employee;
  delete from public.assignments a where a.employee_id = p_employee and a.starts_on >= p_left_on;
  update public.assignments a set ends_on = p_left_on
    where a.employee_id = p_employee and (a.ends_on is null or a.ends_on > p_left_on);
  if e.user_id is null then return; end if;
  update public.role_grants g set ends_on = greatest(g.starts_on, p_left_on), ended_by_name = p_by, ended_at = p_at
    where g.user_id = e.user_id and (g.ends_on is null or g.ends_on > greatest(g.starts_on, p_left_on));
  if p_left_on <= p_today then
    update public.users u set disabled_at = coalesce(u.disabled_at, p_at) where u.id = e.user_id;
    update public.sessions s set revoked_at = p_at where s.user_id = e.user_id and s.revoked_at is null;
  end if;
end $$;

-- A person's home unit changes from a day on: assignments that ended keep the old one, the present and the planned ones get the new one.
create or replace function app.change_home_unit(p_employee uuid, p_from uuid, p_to uuid, p_on date)
returns void language plpgsql volatile security definer set search_path = '' as $$
declare a public.assignments; v_number text;
begin
  select r.number into v_number from public.transfers t join public.requests r on r.id = t.request_id
    where t.employee_id = p_employee and (t.state = 'open' or (t.state = 'applied' and t.effective_on > p_on))
    order by r.id limit 1;
  if v_number is not null then raise exception 'home_unit_open_transfer' using errcode = 'P0001', detail = v_number; end if;
  for a in select * from public.assignments where employee_id = p_employee and (ends_on is null or ends_on > p_on) order by starts_on loop
    if a.unit_id = p_from and a.starts_on < p_on then
      update public.assignments set ends_on = p_on where id = a.id;
      insert into public.assignments (employee_id, unit_id, home_unit_id, position_id, is_primary, starts_on, ends_on)
        values (p_employee, p_to, p_to, a.position_id, a.is_primary, p_on, a.ends_on);
    else
      update public.assignments set home_unit_id = p_to, unit_id = case when unit_id = p_from then p_to else unit_id end where id = a.id;
    end if;
  end loop;
end $$;

-- How long finished visits to each stage of a workflow took: median seconds of the last 200, and how many there were.
create or replace function app.stage_durations(p_subject text) returns table (position_ int, seconds double precision, n bigint)
language sql stable security definer set search_path = '' as $$
  select s.position, percentile_cont(0.5) within group (order by extract(epoch from s.took)), count(*)
  from (
    select st.position, l.took, row_number() over (partition by st.position order by l.left_at desc) as nth
    from public.workflow_definitions d
    join public.workflow_stages st on st.definition_id = d.id
    -- the last ones of each stage through its index: numbering all visits first would read a whole history for every page
    cross join lateral (
      select rs.left_at, rs.left_at - rs.entered_at as took from public.request_stages rs
      where rs.stage_id = st.id and rs.left_at is not null and rs.outcome = 'approved' order by rs.left_at desc limit 200
    ) l
    where d.subject = p_subject
  ) s where s.nth <= 200 group by s.position
$$;

-- Head count of a partner's stores on a day, against the agreement in force: for the impact preview, without names.
create or replace function app.agreement_load(p_unit uuid, p_on date) returns table (
  agreement_number text, kind text, starts_on date, ends_on date, headcount_limit int, partner_workforce int, headcount bigint
) language sql stable security definer set search_path = '' as $$
  select g.number, g.kind, g.starts_on, g.ends_on, g.headcount_limit, g.partner_workforce,
    (select count(*) from public.assignments a join public.stores o on o.unit_id = a.unit_id
      where o.partner_id = s.partner_id and a.is_primary and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on))
  from public.stores s
  left join public.agreements g on g.partner_id = s.partner_id and g.starts_on <= p_on and (g.ends_on is null or g.ends_on > p_on)
  where s.unit_id = p_unit and app.user_id() is not null
  order by g.starts_on desc limit 1
$$;

-- What stands in the way of a transfer: an open one in the same days, or an approved one that starts on its first day or later. The number is its name.
create or replace function app.transfer_obstacle(p_employee uuid, p_from date, p_to date, p_except uuid) returns text
language sql stable security definer set search_path = '' as $$
  select r.number from public.transfers t join public.requests r on r.id = t.request_id
  where t.employee_id = p_employee and t.request_id is distinct from p_except
    and ((t.state = 'open' and daterange(t.effective_on, t.ends_on) && daterange(p_from, p_to))
      or (t.state = 'applied' and t.effective_on >= p_from))
  order by t.state desc, r.id limit 1
$$;

-- Whether a transfer no longer follows from where its person is: their assignment changed since it was handed in, or the unit is not there on that day.
create or replace function app.transfer_outdated(p_request uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.units u where u.id = t.to_unit_id and (u.closed_on <= t.effective_on or u.opened_on > t.effective_on))
    or case when t.kind = 'extend' then
      not exists (select from public.assignments a where a.employee_id = t.employee_id and a.is_primary and a.ends_on = t.effective_on
        and a.unit_id = t.from_unit_id)
      or not exists (select from public.assignments a where a.employee_id = t.employee_id and a.is_primary and a.starts_on = t.effective_on)
    -- The one in force the day before: on the planned day of return that is the stay, which ends anyway.
    else not exists (select from public.assignments a where a.employee_id = t.employee_id and a.is_primary and a.unit_id = t.from_unit_id
      and a.starts_on < t.effective_on and (a.ends_on is null or a.ends_on >= t.effective_on)) end
  from public.transfers t where t.request_id = p_request and t.state = 'open'
$$;

-- Writes what an approved transfer means. Only here are assignments changed by a request, and only once it is approved in full:
-- whoever signs last, a store manager too, needs no right on assignments of their own.
create or replace function app.apply_transfer(p_request uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare t public.transfers; r public.requests; cur public.assignments; nxt public.assignments; v_other text; v_home uuid;
begin
  select * into r from public.requests where id = p_request for update;
  select * into t from public.transfers where request_id = p_request for update;
  perform 1 from public.employees where id = t.employee_id for update;
  if r.status is distinct from 'approved' or t.state is distinct from 'open'
    or exists (select from public.request_stages s where s.request_id = p_request and s.left_at is null)
    or exists (select from public.request_stages s where s.request_id = p_request and s.round = r.round and s.outcome <> 'approved')
    or not exists (select from public.request_stages s where s.request_id = p_request and s.round = r.round)
    or exists (select from public.request_stages s where s.request_id = p_request and s.round = r.round
      and not exists (select from public.decisions d where d.request_id = p_request and d.request_stage_id = s.id and d.verb in ('approve', 'submit')))
  then raise exception 'transfer_not_approved' using errcode = 'P0001'; end if;

  if app.transfer_outdated(p_request) then raise exception 'transfer_changed_meanwhile' using errcode = 'P0001'; end if;
  v_other := app.transfer_obstacle(t.employee_id, t.effective_on, t.ends_on, p_request);
  if v_other is not null then raise exception 'transfer_conflicts' using errcode = 'P0001', detail = v_other; end if;

  if t.kind = 'extend' then
    select * into cur from public.assignments a where a.employee_id = t.employee_id and a.is_primary and a.ends_on = t.effective_on;
    select * into nxt from public.assignments a where a.employee_id = t.employee_id and a.is_primary and a.starts_on = t.effective_on;
    update public.transfers set replaced = jsonb_build_array(to_jsonb(cur), to_jsonb(nxt)) where request_id = p_request;
    delete from public.assignments where id = nxt.id;
    update public.assignments set ends_on = t.ends_on where id = cur.id;
    insert into public.assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on, request_id)
      values (t.employee_id, nxt.unit_id, nxt.home_unit_id, nxt.position_id, t.ends_on, nxt.ends_on, p_request);
  else
    select * into cur from public.assignments a where a.employee_id = t.employee_id and a.is_primary
      and a.starts_on < t.effective_on and (a.ends_on is null or a.ends_on >= t.effective_on);
    select e.home_unit_id into v_home from public.employees e where e.id = t.employee_id;
    update public.transfers set replaced = (
      select jsonb_agg(to_jsonb(a) order by a.starts_on) from public.assignments a
      where a.employee_id = t.employee_id and a.is_primary and (a.id = cur.id or a.starts_on >= t.effective_on)
    ) where request_id = p_request;
    delete from public.assignments a where a.employee_id = t.employee_id and a.is_primary and a.starts_on >= t.effective_on;
    update public.assignments set ends_on = t.effective_on where id = cur.id;
    insert into public.assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on, request_id)
      values (t.employee_id, t.to_unit_id, v_home, t.to_position_id, t.effective_on, t.ends_on, p_request);
    if t.ends_on is not null then
      insert into public.assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on, request_id)
        values (t.employee_id, v_home, v_home, t.home_position_id, t.ends_on, null, p_request);
    end if;
  end if;
  update public.transfers set state = 'applied', applied_at = r.finished_at where request_id = p_request;
end $$;

-- Takes back an applied transfer that has not started: the assignments are again what they were.
create or replace function app.unapply_transfer(p_request uuid, p_today date) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare t public.transfers; r public.requests; v_later text;
begin
  select * into r from public.requests where id = p_request for update;
  select * into t from public.transfers where request_id = p_request for update;
  perform 1 from public.employees where id = t.employee_id for update;
  if r.status is distinct from 'cancelled' or t.state is distinct from 'applied' or t.effective_on <= p_today then
    raise exception 'transfer_not_cancellable' using errcode = 'P0001';
  end if;
  select q.number into v_later from public.transfers l join public.requests q on q.id = l.request_id
    where l.employee_id = t.employee_id and l.state = 'applied' and l.request_id <> p_request and l.applied_at > t.applied_at
      and l.effective_on >= t.effective_on limit 1;
  if v_later is not null then raise exception 'transfer_conflicts' using errcode = 'P0001', detail = v_later; end if;
  delete from public.assignments a where a.employee_id = t.employee_id and a.is_primary
    and (a.request_id = p_request or a.id in (select (x ->> 'id')::uuid from jsonb_array_elements(t.replaced) x));
  insert into public.assignments select (jsonb_populate_record(null::public.assignments, x)).* from jsonb_array_elements(t.replaced) x;
  update public.transfers set state = 'closed' where request_id = p_request;
end $$;

-- For the administrators' health page: figures of the whole service, none of them about people.
create or replace function app.service_state() returns table (
  database_version text, database_bytes bigint, connections int, migrations int, migrated_at timestamptz,
  heartbeat_seconds float8, waiting int, overdue int, failed int
) language plpgsql stable security definer set search_path = '' as $$
begin
  return query select
    split_part(current_setting('server_version'), ' ', 1),
    pg_catalog.pg_database_size(pg_catalog.current_database()),
    (select count(*)::int from pg_catalog.pg_stat_activity a where a.datname = pg_catalog.current_database()),
    (select count(*)::int from drizzle.__drizzle_migrations),
    (select to_timestamp(max(m.created_at) / 1000.0) from drizzle.__drizzle_migrations m),
    (select extract(epoch from now() - max(h.at))::float8 from public.worker_heartbeats h),
    (select count(*)::int from graphile_worker.jobs j where j.attempts < j.max_attempts and j.run_at <= now()),
    (select count(*)::int from graphile_worker.jobs j where j.attempts < j.max_attempts and j.run_at < now() - interval '1 minute'),
    (select count(*)::int from graphile_worker.jobs j where j.attempts >= j.max_attempts);
end $$;

-- Background work is a row in the same transaction. Callers name one of our tasks; nothing else can be queued.
create or replace function app.enqueue(p_task text, p_payload json, p_run_at timestamptz default null, p_job_key text default null)
returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_task not in ('move_tasks', 'end_access', 'deliver_notices', 'evaluate_reports', 'ask_address', 'test_robot', 'make_export', 'make_copy', 'run_bulk', 'reckon_insurance', 'issue_insurance', 'renew_files', 'settle_course') then raise exception 'unknown_task %', p_task using errcode = '22023'; end if;
  perform graphile_worker.add_job(p_task, p_payload, run_at => coalesce(p_run_at, now()), job_key => p_job_key);
end $$;

-- Live pages. What a command did is in the trail and what people are told is in notifications; both leave a row in the outbox, here and
-- nowhere else, so that no command can forget it and nobody needs a right on it. The owner restores and seeds: that is no news.
create or replace function app.note_trail() returns trigger language plpgsql volatile security definer set search_path = '' as $$
declare v_noun text := split_part(new.action, '.', 1);
begin
  insert into public.outbox (subject, subject_id) values (
    case when new.request_id is not null then 'request'
      when new.action in ('tag.given', 'tag.taken') then 'employee'
      when v_noun in ('contact', 'consent', 'contract', 'certificate', 'earlierJob', 'identity', 'bankAccount', 'document', 'pay', 'enrolment', 'learning', 'lesson') then 'employee'
      when v_noun = 'courseRule' then 'course'
      when v_noun in ('account', 'role', 'password', 'session', 'settings', 'substitution', 'channels', 'mailAddress') then 'user'
      when v_noun = 'store' then 'unit'
      else v_noun end,
    case when new.request_id is not null then new.request_id
      when new.action in ('tag.given', 'tag.taken') then new.employee_id
      when v_noun in ('contact', 'consent', 'contract', 'certificate', 'earlierJob', 'identity', 'bankAccount', 'document', 'pay', 'enrolment', 'learning', 'lesson') then coalesce(new.employee_id, new.entity_id)
      when new.action = 'password.changed' or v_noun in ('session', 'settings', 'substitution') then coalesce(new.actor_user_id, new.entity_id)
      when v_noun = 'store' then coalesce(new.unit_id, new.entity_id)
      else new.entity_id end);
  return null;
end $$;

create or replace function app.note_notifications() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.outbox (subject, subject_id, user_id) select 'notification', t.id, t.user_id from told t;
  return null;
end $$;

create or replace trigger trail_note after insert on public.trail for each row
  when (app.portal() is not null) execute function app.note_trail();
create or replace trigger notifications_note after insert on public.notifications referencing new table as told for each statement
  when (app.portal() is not null) execute function app.note_notifications();

-- People who lead a unit: managers and heads of it or of a unit above it. And everybody with one of these roles, wherever it is.
drop function if exists app.leaders_of(uuid);
create or replace function app.leaders_of(p_unit uuid, p_roles text[] default '{manager,head}') returns setof uuid language sql stable security definer set search_path = '' as $$
  select g.user_id from public.role_grants g
  where g.unit_id in (select a.id from app.units_above(p_unit) a) and g.role = any (p_roles)
    and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
$$;
create or replace function app.holders_of(p_roles text[]) returns setof uuid language sql stable security definer set search_path = '' as $$
  select g.user_id from public.role_grants g
  where g.role = any (p_roles) and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
$$;

-- Who is told that something changed, and by which topic. A domain adds its branch: whoever may see the thing, by its own name as topic
-- (pages of it listen to that), and 'inbox' besides for people whose list of things to do it may have changed (every page shows the count).
-- Nobody may be named here who could not read it: db/events.test.ts compares.
create or replace function app.event_readers(p_subject text, p_id uuid) returns table (user_id uuid, topic text)
language plpgsql stable security definer set search_path = '' as $$
begin
  case p_subject
    when 'request' then return query
      select p.user_id, 'request' from public.request_parties p where p.request_id = p_id and p.user_id is not null
      union select r.applicant_user_id, 'request' from public.requests r where r.id = p_id
      union select l, 'request' from public.request_parties p cross join lateral app.leaders_of(p.unit_id) l where p.request_id = p_id and p.unit_id is not null
      union select h, 'request' from app.holders_of('{hr,executive}') h
      union select t.user_id, 'inbox' from public.tasks t where t.request_id = p_id
      union select c.user_id, 'inbox' from public.request_copies c where c.request_id = p_id;
    when 'employee' then return query
      select e.user_id, 'employee' from public.employees e where e.id = p_id and e.user_id is not null
      union select h, 'employee' from app.holders_of('{hr,executive}') h
      union select l, 'employee' from public.employees e cross join lateral app.leaders_of(e.home_unit_id, '{head}') l where e.id = p_id
      union select l, 'employee' from public.assignments a cross join lateral app.leaders_of(a.unit_id, '{manager}') l
        where a.employee_id = p_id and a.starts_on <= app.today() + 14 and (a.ends_on is null or a.ends_on > app.today());
    when 'unit' then return query
      select h, 'unit' from app.holders_of('{hr,executive}') h union select l, 'unit' from app.leaders_of(p_id) l;
    when 'user' then return query
      select p_id, 'user' union select h, 'user' from app.holders_of('{hr,admin}') h;
    when 'ticket' then return query
      with t as (select * from public.tickets where id = p_id), may as (
        select u.id from t join public.users u on u.id = any (t.readers)
        union select g.user_id from t join public.units n on n.id = any (t.readers) cross join lateral app.units_above(n.id) a
          join public.role_grants g on g.unit_id = a.id and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
            and (g.role in ('head', 'specialist') or g.role = 'manager' and n.kind in ('store', 'region'))
        union select h from t cross join lateral app.holders_of('{hr,executive,auditor}') h where not t.is_private
      )
      select m.id, 'ticket' from may m
      union select h.user_id, 'inbox' from public.ticket_holders h where h.ticket_id = p_id and h.user_id in (select m.id from may m);
    when 'notice' then return query
      select n.author_user_id, 'notice' from public.notices n where n.id = p_id
      union select h, 'notice' from app.holders_of('{hr,executive,auditor}') h;
    when 'report' then return query
      select r.user_id, 'report' from public.reports r where r.id = p_id
      union select l, 'report' from public.reports r cross join lateral app.leaders_of(r.unit_id, '{manager}') l where r.id = p_id
      union select l, 'report' from public.reports r join public.employees e on e.id = r.employee_id
        cross join lateral app.leaders_of(e.home_unit_id, '{head}') l where r.id = p_id
      union select h, 'report' from app.holders_of('{hr,executive}') h where exists (select from public.reports r where r.id = p_id);
    when 'unitReports' then return query
      select h, 'report' from app.holders_of('{hr,executive}') h union select l, 'report' from app.leaders_of(p_id) l;
    when 'reportExcuse' then return query
      select e.user_id, 'report' from public.report_excuses x join public.employees e on e.id = x.employee_id where x.id = p_id
      union select l, 'report' from public.report_excuses x cross join lateral app.leaders_of(x.unit_id) l where x.id = p_id
      union select h, 'report' from app.holders_of('{hr}') h;
    when 'reportTemplate' then return query
      select h, 'reportTemplate' from app.holders_of('{hr}') h
      union select t.author_user_id, 'reportTemplate' from public.report_templates t where t.id = p_id;
    when 'roster' then return query
      select h, 'roster' from app.holders_of('{hr,executive}') h
      union select l, 'roster' from app.leaders_of(p_id, '{manager}') l
      union select p.user_id, 'roster' from public.roster_entries e join public.employees p on p.id = e.employee_id and p.user_id is not null
        where e.unit_id = p_id and e.on_day >= app.today() and e.published_at is not null;
    when 'shift' then return query
      select h, 'roster' from app.holders_of('{hr,executive}') h
      union select l, 'roster' from public.shifts s cross join lateral app.leaders_of(s.unit_id, '{manager}') l where s.id = p_id;
    when 'robot' then return query
      select h, 'robot' from app.holders_of('{hr,admin}') h
      union select l, 'robot' from public.robots r cross join lateral app.leaders_of(r.unit_id, '{manager}') l where r.id = p_id;
    when 'note' then return query
      select u, 'note' from public.thanks_notes n cross join lateral unnest(array[n.author_user_id, n.receiver_user_id]) u
        where n.id = p_id and u = any (n.readers)
      union select l, 'note' from public.thanks_notes n cross join lateral app.leaders_of(n.store_unit_id, '{manager}') l
        where n.id = p_id and n.store_unit_id = any (n.readers)
      union select l, 'note' from public.thanks_notes n cross join lateral app.leaders_of(n.home_unit_id, '{head}') l
        where n.id = p_id and n.home_unit_id = any (n.readers)
      union select h, 'note' from public.thanks_notes n cross join lateral app.holders_of('{hr,executive}') h
        where n.id = p_id and (n.is_shared or n.evidence_on is not null) and n.withdrawn_at is null;
    when 'insurance', 'insuranceMonth', 'insuranceScheme', 'minimumWage' then return query
      select h, 'insurance' from app.holders_of('{hr}') h;
    when 'export' then return query
      select x.user_id, 'export' from public.exports x where x.id = p_id;
    when 'touchpoint' then return query
      select e.user_id, 'touchpoint' from public.touchpoints t join public.employees e on e.id = t.employee_id where t.id = p_id and e.user_id is not null
      union select e.hq_contact_user_id, 'touchpoint' from public.touchpoints t join public.employees e on e.id = t.employee_id
        where t.id = p_id and e.hq_contact_user_id is not null
      union select l, 'touchpoint' from public.touchpoints t join public.employees e on e.id = t.employee_id
        cross join lateral app.leaders_of(e.home_unit_id, '{head}') l where t.id = p_id
      union select h, 'touchpoint' from app.holders_of('{hr}') h where exists (select from public.touchpoints t where t.id = p_id);
    when 'touchpointRhythm' then return query
      select h, 'touchpoint' from app.holders_of('{hr}') h;
    when 'position', 'partner', 'agreement', 'workflow', 'tag', 'course' then return query
      select h, p_subject from app.holders_of('{hr}') h;
    else null;
  end case;
end $$;

-- Takes the oldest rows of the outbox and tells their readers; answers how many rows were taken. One statement, so that a dispatcher that
-- is stopped or dies in the middle holds nothing up, and one at a time, so that ids are committed in their order: the lock is let go only
-- when the commit can be seen. Only people with a session are written for: without one there is no page that could resume.
create or replace function app.dispatch_events(p_most int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare v_subjects text[]; v_ids uuid[]; v_users uuid[]; v_readers uuid[] := '{}'; v_topics text[] := '{}'; v_abouts uuid[] := '{}'; v_last bigint; s record;
begin
  if not exists (select from public.outbox) or not pg_try_advisory_xact_lock(hashtext('outpost events')) then return 0; end if;
  with taken as (
    delete from public.outbox o where o.id in (select n.id from public.outbox n order by n.id limit p_most) returning o.subject, o.subject_id, o.user_id
  ) select array_agg(t.subject), array_agg(t.subject_id), array_agg(t.user_id) into v_subjects, v_ids, v_users from taken t;
  if v_subjects is null then return 0; end if;

  begin
    select coalesce(array_agg(r.user_id), '{}'), coalesce(array_agg(r.topic), '{}'), coalesce(array_agg(t.id), '{}') into v_readers, v_topics, v_abouts
      from (select distinct u.subject, u.id from unnest(v_subjects, v_ids, v_users) u (subject, id, user_id) where u.user_id is null) t
      cross join lateral app.event_readers(t.subject, t.id) r;
  exception when others then
    -- One subject whose readers cannot be found does not keep the others from theirs.
    for s in select distinct u.subject, u.id from unnest(v_subjects, v_ids, v_users) u (subject, id, user_id) where u.user_id is null loop
      begin
        select v_readers || coalesce(array_agg(r.user_id), '{}'), v_topics || coalesce(array_agg(r.topic), '{}'), v_abouts || coalesce(array_agg(s.id), '{}')
          into v_readers, v_topics, v_abouts from app.event_readers(s.subject, s.id) r;
      exception when others then raise warning 'readers of % %: %', s.subject, s.id, sqlerrm;
      end;
    end loop;
  end;

  with told as (
    select r.user_id, r.topic, r.id from unnest(v_readers, v_topics, v_abouts) r (user_id, topic, id)
    union select u.user_id, u.subject, u.id from unnest(v_subjects, v_ids, v_users) u (subject, id, user_id) where u.user_id is not null
  ), written as (
    insert into public.events (at, user_id, topic, subject_id)
    select now(), t.user_id, t.topic, t.id from told t
    where exists (select from public.sessions o where o.user_id = t.user_id and o.idle_expires_at > now())
    returning id
  ) select max(w.id) into v_last from written w;
  perform graphile_worker.add_jobs(array_agg(j)) from (
    select ('plan_deliveries', json_build_object('ids', json_agg(u.id)), null, null, null, null, null, null)::graphile_worker.job_spec as j
    from unnest(v_subjects, v_ids) u (subject, id) where u.subject = 'notification' having count(*) > 0) jobs
    having count(*) > 0;
  if v_last is not null then perform pg_notify('outpost_events', v_last::text); end if;
  return cardinality(v_subjects);
end $$;

-- Which of these open streams may go on: the session is good and the seat is still theirs, as app.find_seat would say.
create or replace function app.open_streams(p_sessions uuid[], p_portals text[], p_grants uuid[], p_units uuid[]) returns setof int
language sql stable security definer set search_path = '' as $$
  select a.n::int
  from unnest(p_sessions, p_portals, p_grants, p_units) with ordinality a (session_id, portal, grant_id, unit_id, n)
  join public.sessions s on s.id = a.session_id and s.revoked_at is null and s.expires_at > now() and s.idle_expires_at > now()
  join public.users u on u.id = s.user_id and u.disabled_at is null
  left join public.employees e on e.user_id = u.id
  where (e.left_on is null or e.left_on > app.today())
    and case a.portal when 'me' then e.id is not null
      else exists (select from public.role_grants g
        where g.id = a.grant_id and g.user_id = u.id and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
          and (g.role = 'manager') = (a.portal = 'store')
          and (a.portal = 'hq' or (g.unit_id in (select x.id from app.units_above(a.unit_id) x)
            and exists (select from public.units o where o.id = a.unit_id and o.closed_on is null))))
      end
$$;

-- What people were told to do and no longer have to: somebody else decided, or the task moved or ended. Marks only that, for
-- readers without an open task of this request, so that nothing unread is left behind for ever.
create or replace function app.settle_notifications(p_request uuid, p_at timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  update public.notifications n set read_at = p_at
  from public.requests r
  where r.id = p_request and n.path = 'requests/' || r.number and n.read_at is null
    and n.kind in ('taskAssigned', 'taskMoved', 'taskEscalated', 'taskOverdue', 'requestNudged')
    and n.user_id in (select t.user_id from public.tasks t where t.request_id = p_request)
    and not exists (select from public.tasks t where t.request_id = p_request and t.user_id = n.user_id and t.closed_at is null)
$$;

-- The zone of the unit where somebody works today, or where their role is.
create or replace function app.zone_of(p_user uuid) returns text language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select n.zone from public.employees e join public.assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= app.today()
      and (a.ends_on is null or a.ends_on > app.today()) join public.units n on n.id = a.unit_id where e.user_id = p_user limit 1),
    (select n.zone from public.role_grants g join public.units n on n.id = g.unit_id where g.user_id = p_user and g.starts_on <= app.today()
      and (g.ends_on is null or g.ends_on > app.today()) order by g.starts_on, g.id limit 1))
$$;

-- For the page of one's own channels, in whatever seat: the zone of one's quiet hours, and the address that the file knows.
create or replace function app.own_mail_facts() returns table (zone text, email text) language sql stable security definer set search_path = '' as $$
  select app.zone_of(app.user_id()), (select c.email from public.employees e join public.employee_contacts c on c.employee_id = e.id where e.user_id = app.user_id())
$$;

-- Addresses for mail. Only who holds the mailbox can confirm one: the link that was sent there names the row's own id, and is good once,
-- for a day. Answers with the person, or nothing when the link is used, old or of another address.
create or replace function app.confirm_mail_address(p_id uuid, p_at timestamptz) returns uuid
language sql volatile security definer set search_path = '' as $$
  update public.mail_addresses set address = pending_address, confirmed_at = p_at, pending_address = null, pending_id = null, ask_fault = ''
  where pending_id = p_id and asked_at > p_at - interval '1 day' returning user_id
$$;

-- Gives one's own address up, the confirmed and the one asked for; how often one asked today stays.
create or replace function app.drop_mail_address() returns void
language sql volatile security definer set search_path = '' as $$
  update public.mail_addresses set address = null, confirmed_at = null, pending_address = null, pending_id = null, ask_fault = ''
  where user_id = app.user_id()
$$;

-- Guards of the workflow. Row policies let every party of a request write the kinds of rows that some part in it writes; these ask
-- whose part it is, so that SQL in the hands of a party forges no decision, no task and no approval. They watch the portals' roles:
-- the owner restores and seeds, the worker moves and escalates, and functions above answer for themselves.

-- Whether a stage on the way of a request, before p_position, has not been approved in its present round.
create or replace function app.skips_a_stage(p_request uuid, p_position int) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.requests r join public.workflow_stages s on s.definition_id = r.definition_id and s.position < p_position
    where r.id = p_request
      and (s.condition -> 'kinds' is null or s.condition -> 'kinds' ? (r.facts ->> 'kind'))
      and (s.condition -> 'minLevel' is null or coalesce((r.facts ->> 'level')::int, 0) >= (s.condition ->> 'minLevel')::int)
      and not exists (select from public.request_stages v
        where v.request_id = r.id and v.round = r.round and v.stage_id = s.id and v.outcome = 'approved'))
$$;

-- Whether the caller has said this about the request, in this visit where it is about one.
create or replace function app.has_decided(p_request uuid, p_visit uuid, p_verb text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.decisions d
    where d.request_id = p_request and d.verb = p_verb and d.actor_user_id = app.user_id() and (p_visit is null or d.request_stage_id = p_visit))
$$;

create or replace function app.guard_request() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); v_allowed boolean;
begin
  if tg_op = 'INSERT' then
    v_allowed := new.applicant_user_id = v_me and new.status = 'in_progress' and new.round = 1
      and exists (select from public.workflow_definitions d where d.id = new.definition_id and d.subject = new.subject and d.retired_at is null);
  elsif (new.id, new.number, new.definition_id, new.subject, new.applicant_user_id, new.employee_id, new.employee_user_id, new.home_unit_id, new.source_unit_id, new.lapsed_on)
    is distinct from (old.id, old.number, old.definition_id, old.subject, old.applicant_user_id, old.employee_id, old.employee_user_id, old.home_unit_id, old.source_unit_id, old.lapsed_on)
  then v_allowed := false;
  elsif old.status = 'returned' and new.status = 'in_progress' then
    v_allowed := old.applicant_user_id = v_me and new.round = old.round + 1;
  elsif (new.facts, new.summary, new.receiving_unit_id, new.round) is distinct from (old.facts, old.summary, old.receiving_unit_id, old.round)
  then v_allowed := false;
  elsif new.status = old.status then v_allowed := true;
  else
    v_allowed := case new.status
      when 'approved' then old.status = 'in_progress' and not app.skips_a_stage(new.id, 2147483647)
      when 'rejected' then exists (select from public.request_stages v where v.request_id = new.id and v.round = new.round and v.outcome = 'rejected')
      when 'returned' then exists (select from public.request_stages v where v.request_id = new.id and v.round = new.round and v.outcome = 'returned')
      when 'withdrawn' then old.status in ('in_progress', 'returned') and app.has_decided(new.id, null, 'withdraw')
      when 'cancelled' then old.status = 'approved' and app.has_decided(new.id, null, 'cancel')
      else false end;
  end if;
  if not coalesce(v_allowed, false) then raise exception 'request_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;

-- A visit begins where the one before it was passed, and is left by whoever decided in it; one's own confirmation is given by submitting.
create or replace function app.guard_visit() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); r public.requests; s public.workflow_stages; v_allowed boolean;
begin
  select * into r from public.requests where id = new.request_id;
  select * into s from public.workflow_stages where id = new.stage_id;
  if tg_op = 'INSERT' then
    v_allowed := s.definition_id = r.definition_id and s.position = new.position and r.round = new.round and r.status = 'in_progress'
      and not app.skips_a_stage(r.id, s.position)
      and (new.left_at is null
        or (new.outcome = 'approved' and s.approver = 'applicant' and r.employee_user_id = v_me and r.applicant_user_id = v_me));
  elsif old.left_at is not null or (new.id, new.request_id, new.stage_id, new.position, new.round, new.entered_at)
    is distinct from (old.id, old.request_id, old.stage_id, old.position, old.round, old.entered_at)
  then v_allowed := false;
  else
    v_allowed := case new.outcome
      when 'approved' then app.has_decided(r.id, new.id, 'approve')
        and not exists (select from public.tasks t where t.request_stage_id = new.id and t.origin = 'joined' and t.closed_at is null)
        and (exists (select from public.tasks t where t.request_stage_id = new.id and t.origin = 'escalated' and t.closing = 'decided')
          or (exists (select from public.tasks t where t.request_stage_id = new.id and t.origin not in ('joined', 'escalated') and t.closing = 'decided')
            and (s.mode = 'any' or not exists (select from public.tasks t
              where t.request_stage_id = new.id and t.origin not in ('joined', 'escalated') and t.closed_at is null))))
      when 'rejected' then app.has_decided(r.id, new.id, 'reject')
      when 'returned' then app.has_decided(r.id, new.id, 'send_back')
      when 'stopped' then app.has_decided(r.id, new.id, 'withdraw')
      else new.left_at is null end;
  end if;
  if not coalesce(v_allowed, false) then raise exception 'request_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;

-- Asked is whoever the stage's rule names, or whom somebody with the task asks instead or as well; a task is closed by whoever has it,
-- or because its visit is over.
create or replace function app.guard_task() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); r public.requests; v public.request_stages; s public.workflow_stages; v_not uuid[]; v_allowed boolean;
begin
  select * into r from public.requests where id = new.request_id;
  select * into v from public.request_stages where id = new.request_stage_id;
  select * into s from public.workflow_stages where id = v.stage_id;
  if tg_op = 'UPDATE' then
    v_allowed := (new.id, new.request_id, new.request_stage_id, new.user_id, new.user_name, new.role, new.origin, new.on_behalf_of_id, new.on_behalf_of_name, new.created_at, new.due_at)
        is not distinct from (old.id, old.request_id, old.request_stage_id, old.user_id, old.user_name, old.role, old.origin, old.on_behalf_of_id, old.on_behalf_of_name, old.created_at, old.due_at)
      and (new.closing is not distinct from old.closing
        or (old.closing is null and (new.closing in ('decided', 'moved') and new.user_id = v_me or new.closing in ('superseded', 'stopped') and v.left_at is not null)));
  elsif v.request_id is distinct from r.id or v.left_at is not null or new.closed_at is not null then v_allowed := false;
  elsif s.approver = 'applicant' and r.employee_user_id is not null then
    v_allowed := new.user_id = r.employee_user_id and new.origin = 'rule' and new.role is null;
  else
    -- Nobody decides about their own request, about themselves, or twice in one round.
    v_not := array_remove(array[r.applicant_user_id, r.employee_user_id], null) || array(
      select d.actor_user_id from public.decisions d join public.request_stages p on p.id = d.request_stage_id
      where d.request_id = r.id and p.round = r.round and d.verb = 'approve');
    if new.origin in ('delegated', 'joined') then
      v_allowed := new.role is null and new.user_id <> v_me and not new.user_id = any (v_not)
        and exists (select from app.colleague(new.user_id) c where c.decides)
        and exists (select from public.tasks t where t.request_stage_id = v.id and t.user_id = v_me
          and (t.closed_at is null or exists (select from public.decisions d where d.task_id = t.id and d.verb = 'delegate')));
    else
      v_allowed := exists (
        select from app.approvers(case s.approver when 'applicant' then 'hr' else s.role end,
          case s.approver when 'role_at_home' then r.home_unit_id when 'role_at_source' then r.source_unit_id when 'role_at_receiving' then r.receiving_unit_id end,
          s.named_user_id, v_not, app.today()) a
        where a.role is not distinct from new.role
          and (new.origin = 'rule' and a.user_id = new.user_id and new.on_behalf_of_id is null
            or new.origin = 'substitute' and a.substitute_id = new.user_id and a.user_id = new.on_behalf_of_id));
    end if;
  end if;
  if not coalesce(v_allowed, false) then raise exception 'request_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;

-- A decision rests on a task that its author has in this visit of this request, or on being the one who asked.
create or replace function app.guard_decision() returns trigger language plpgsql security definer set search_path = '' as $$
declare r public.requests; v public.request_stages; t public.tasks; v_allowed boolean;
begin
  select * into r from public.requests where id = new.request_id;
  select * into v from public.request_stages where id = new.request_stage_id;
  select * into t from public.tasks where id = new.task_id;
  if (v.id is not null and v.request_id is distinct from r.id) or (t.id is not null and t.request_stage_id is distinct from v.id) then v_allowed := false;
  elsif new.verb = 'submit' then
    v_allowed := t.id is null and r.status = 'in_progress' and new.actor_user_id = r.applicant_user_id
      and (v.id is null or (r.employee_user_id = new.actor_user_id
        and exists (select from public.workflow_stages s where s.id = v.stage_id and s.approver = 'applicant')));
  elsif new.verb = 'withdraw' then
    v_allowed := t.id is null and r.status in ('in_progress', 'returned') and new.actor_user_id in (r.applicant_user_id, r.employee_user_id);
  elsif new.verb = 'cancel' then
    v_allowed := t.id is null and r.status = 'approved' and (select role from app.seat()) = 'hr';
  else
    v_allowed := t.user_id = new.actor_user_id and t.on_behalf_of_name is not distinct from new.on_behalf_of_name
      and v.left_at is null and r.status = 'in_progress'
      and case new.verb when 'join' then t.closing is null when 'delegate' then t.closing = 'moved' else t.closing = 'decided' end;
  end if;
  if not coalesce(v_allowed, false) then raise exception 'request_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;

-- What a transfer says is its applicant's word: when it is asked for, and while it is back with them.
create or replace function app.guard_transfer() returns trigger language plpgsql security definer set search_path = '' as $$
declare r public.requests; v_allowed boolean;
begin
  select * into r from public.requests where id = new.request_id;
  if tg_op = 'INSERT' then
    v_allowed := r.applicant_user_id = app.user_id() and new.employee_id = r.employee_id and new.kind = r.facts ->> 'kind' and new.state = 'open';
  elsif (new.request_id, new.employee_id, new.kind, new.applied_at, new.replaced) is distinct from (old.request_id, old.employee_id, old.kind, old.applied_at, old.replaced)
  then v_allowed := false;
  elsif new.state <> old.state then
    v_allowed := old.state = 'open' and new.state = 'closed' and r.status in ('rejected', 'withdrawn');
  else
    v_allowed := old.state = 'open' and r.status = 'returned' and r.applicant_user_id = app.user_id();
  end if;
  if not coalesce(v_allowed, false) then raise exception 'request_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;

-- After the row, so that row security answers first.
create or replace trigger requests_guard after insert or update on public.requests for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_request();
create or replace trigger request_stages_guard after insert or update on public.request_stages for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_visit();
create or replace trigger tasks_guard after insert or update on public.tasks for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_task();
create or replace trigger decisions_guard after insert on public.decisions for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_decision();
create or replace trigger transfers_guard after insert or update on public.transfers for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_transfer();

-- 问题反馈. What a seat opens tickets with: the person and, for those who lead or serve a unit, its units; for HR, executives and auditors
-- the headquarters, which stands in every ticket that is not private. A manager's units are stores and regions only.
create or replace function app.ticket_keys() returns uuid[] language plpgsql stable parallel safe security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); v_role text; v_unit uuid; v_units uuid[];
begin
  if v_me is null then return '{}'; end if;
  select s.role, s.unit_id into v_role, v_unit from app.seat() s;
  v_units := case
    when v_role = 'manager' then array(select u.id from public.units u where u.id = any (app.unit_ids()) and u.kind in ('store', 'region'))
    when v_role in ('head', 'specialist') then app.unit_ids()
    when v_role = 'hr' then array(select u.id from public.units u where u.kind = 'headquarters') || v_unit
    when v_role in ('executive', 'auditor') then array(select u.id from public.units u where u.kind = 'headquarters')
    else '{}' end;
  return v_me || v_units;
end $$;

-- Who may read a ticket and who deals with it, worked out whenever it changes, so that nobody can write themselves in.
create or replace function app.ticket_access() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.handlers := array(select distinct k from unnest(
    array[new.receiving_unit_id, new.named_user_id, new.taken_by_user_id]
    || array(select h.user_id from public.ticket_holders h where h.ticket_id = new.id and h.closed_at is null and h.origin <> 'author')
    || case when new.is_private then '{}' else array(select u.id from public.units u where u.kind = 'headquarters') end) k where k is not null);
  new.readers := array(select distinct k from unnest(
    new.handlers || new.author_user_id || case when new.is_private then null else new.store_unit_id end
    || array(select w.user_id from public.ticket_watchers w where w.ticket_id = new.id)) k where k is not null);
  return new;
end $$;
create or replace trigger tickets_access before insert or update on public.tickets for each row execute function app.ticket_access();

create or replace function app.ticket_access_of() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.tickets set number = number where id = new.ticket_id;
  return null;
end $$;
create or replace trigger ticket_holders_access after insert or update on public.ticket_holders for each row execute function app.ticket_access_of();
create or replace trigger ticket_watchers_access after insert on public.ticket_watchers for each row execute function app.ticket_access_of();

-- For whom a ticket is to wait: the person named, else those who serve or lead the receiving unit, else whoever leads the next unit up.
-- Never its author. Each with their substitute of the day in their place.
create or replace function app.ticket_candidates(p_unit uuid, p_named uuid, p_author uuid, p_on date)
returns table (user_id uuid, user_name text, role text, origin text, on_behalf_of_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare v_kind text; v_roles text[];
begin
  select u.kind into v_kind from public.units u where u.id = p_unit;
  v_roles := case v_kind when 'department' then array['head', 'specialist'] when 'headquarters' then array['hr'] else array['manager'] end;
  return query
    select coalesce(s.id, u.id), coalesce(s.name, u.name), null::text, 'named', case when s.id is not null then u.id end
    from public.users u
    left join public.substitutions b on b.user_id = u.id and b.starts_on <= p_on and b.ends_on > p_on and b.substitute_id <> p_author
    left join public.users s on s.id = b.substitute_id and s.disabled_at is null and not app.has_left(s.id, p_on)
    where u.id = p_named and u.id <> p_author and u.disabled_at is null and not app.has_left(u.id, p_on) and exists (select from public.role_grants g
      where g.user_id = u.id and g.starts_on <= p_on and (g.ends_on is null or g.ends_on > p_on));
  if found then return; end if;
  return query
    select distinct on (coalesce(s.id, u.id)) coalesce(s.id, u.id), coalesce(s.name, u.name), g.role,
      case when s.id is null then 'rule' else 'substitute' end, case when s.id is not null then u.id end
    from public.role_grants g
    join public.users u on u.id = g.user_id and u.disabled_at is null and not app.has_left(u.id, p_on)
    left join public.substitutions b on b.user_id = u.id and b.starts_on <= p_on and b.ends_on > p_on and b.substitute_id <> p_author
    left join public.users s on s.id = b.substitute_id and s.disabled_at is null and not app.has_left(s.id, p_on)
    where g.unit_id = p_unit and g.role = any (v_roles) and g.user_id <> p_author
      and g.starts_on <= p_on and (g.ends_on is null or g.ends_on > p_on)
    order by coalesce(s.id, u.id), s.id nulls first;
  if found then return; end if;
  return query
    select distinct on (coalesce(a.substitute_id, a.user_id)) coalesce(a.substitute_id, a.user_id), coalesce(a.substitute_name, a.user_name), a.role,
      case when a.substitute_id is null then 'rule' else 'substitute' end, case when a.substitute_id is not null then a.user_id end
    from app.approvers(v_roles[1], p_unit, null, array[p_author], p_on) a
    order by coalesce(a.substitute_id, a.user_id);
end $$;

-- For whom a ticket waits in its state: those it was routed to, who took it, its author once it is answered, nobody when closed.
create or replace function app.ticket_seats(t public.tickets, p_at timestamptz)
returns table (user_id uuid, user_name text, role text, origin text, on_behalf_of_id uuid, due_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
declare v_on date := (p_at at time zone 'Asia/Shanghai')::date;
begin
  case t.status
    when 'open' then
      return query select c.user_id, c.user_name, c.role, c.origin, c.on_behalf_of_id, t.due_at
        from app.ticket_candidates(t.receiving_unit_id, t.named_user_id, t.author_user_id, v_on) c;
    when 'in_progress' then
      return query select u.id, u.name,
        (select g.role from public.role_grants g where g.user_id = u.id and g.starts_on <= v_on and (g.ends_on is null or g.ends_on > v_on)
          and g.unit_id in (select a.id from app.units_above(t.receiving_unit_id) a)
          order by array_position(array['specialist', 'head', 'manager', 'hr', 'executive'], g.role) limit 1),
        'taken', null::uuid, t.due_at
        from public.users u where u.id = t.taken_by_user_id;
    when 'answered' then
      return query select t.author_user_id, t.author_name, null::text, 'author', null::uuid, t.answered_at + interval '7 days';
    else null;
  end case;
end $$;

-- Lets a ticket wait for whom its state says, and returns who has it now and did not before. Everything comes from the ticket's row, so
-- calling it gives nobody anything.
create or replace function app.seat_ticket(p_ticket uuid, p_at timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare t public.tickets; v_new uuid[]; v_stands uuid[]; v_on date := (p_at at time zone 'Asia/Shanghai')::date;
begin
  select * into t from public.tickets where id = p_ticket for update;
  -- a lead whom a late ticket was given to as well is away or back: it is with whoever stands in for them today
  with changed as (
    update public.ticket_holders h set closed_at = p_at
    from (
      select a.id, l.id as lead_id, coalesce(s.id, l.id) as user_id, coalesce(s.name, l.name) as user_name
      from public.ticket_holders a join public.users l on l.id = coalesce(a.on_behalf_of_id, a.user_id) and l.disabled_at is null
      left join public.substitutions b on b.user_id = l.id and b.starts_on <= v_on and b.ends_on > v_on and b.substitute_id <> t.author_user_id
      left join public.users s on s.id = b.substitute_id and s.disabled_at is null
      where a.ticket_id = p_ticket and a.closed_at is null and a.origin = 'escalated'
    ) n
    where h.id = n.id and h.user_id <> n.user_id and t.status in ('open', 'in_progress')
      and not exists (select from public.ticket_holders o where o.ticket_id = p_ticket and o.user_id = n.user_id and o.closed_at is null)
    returning n.user_id, n.user_name, h.role, case when n.user_id <> n.lead_id then n.lead_id end as lead_id, h.due_at
  ), stands as (
    insert into public.ticket_holders (ticket_id, user_id, user_name, role, origin, on_behalf_of_id, created_at, due_at)
    select p_ticket, c.user_id, c.user_name, c.role, 'escalated', c.lead_id, p_at, c.due_at from changed c
    on conflict do nothing returning ticket_holders.user_id)
  select coalesce(array_agg(a.user_id), '{}') into v_stands from stands a;
  update public.ticket_holders h set closed_at = p_at
    where h.ticket_id = p_ticket and h.closed_at is null
      and not exists (select from app.ticket_seats(t, p_at) s where s.user_id = h.user_id and s.due_at = h.due_at and s.origin = h.origin)
      and not (h.origin = 'escalated' and t.status in ('open', 'in_progress') and t.taken_by_user_id is distinct from h.user_id and t.escalated_at is not null);
  -- what they were told to do and no longer have to does not stay unread
  update public.notifications n set read_at = p_at
    where n.path = 'tickets/' || t.number and n.read_at is null
      and n.kind in ('ticketAssigned', 'ticketMoved', 'ticketDueSoon', 'ticketOverdue', 'ticketEscalated', 'ticketReopened', 'ticketAnswered')
      and n.user_id in (select h.user_id from public.ticket_holders h where h.ticket_id = p_ticket and h.closed_at = p_at)
      and not exists (select from app.ticket_seats(t, p_at) s where s.user_id = n.user_id);
  with added as (
    insert into public.ticket_holders (ticket_id, user_id, user_name, role, origin, on_behalf_of_id, created_at, due_at)
    select p_ticket, s.user_id, s.user_name, s.role, s.origin, s.on_behalf_of_id, p_at, s.due_at from app.ticket_seats(t, p_at) s
    on conflict do nothing returning ticket_holders.user_id)
  select coalesce(array_agg(a.user_id), '{}') into v_new from added a;
  return v_stands || v_new;
end $$;

-- Gives a ticket that the caller deals with to another category, unit or person. Here and not by an update of theirs, because it may go
-- to where they read nothing.
create or replace function app.reroute_ticket(p_ticket uuid, p_category uuid, p_unit uuid, p_named uuid, p_at timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare t public.tickets; c public.ticket_categories;
begin
  select * into t from public.tickets where id = p_ticket for update;
  select * into c from public.ticket_categories where id = p_category;
  if not coalesce(t.status in ('open', 'in_progress') and app.deals_with(t) and (c.id = t.category_id or c.retired_at is null)
    and not (c.is_private and exists (select from public.units u where u.id = p_unit and u.kind in ('store', 'region'))), false)
  then raise exception 'ticket_part_not_theirs' using errcode = 'P0001'; end if;
  -- whoever read it because they were mentioned was mentioned elsewhere
  if c.is_private and not t.is_private then delete from public.ticket_watchers w where w.ticket_id = p_ticket; end if;
  update public.tickets set category_id = c.id, is_private = c.is_private, receiving_unit_id = p_unit, named_user_id = p_named,
    status = 'open', taken_by_user_id = null, taken_by_name = null where id = p_ticket;
  return app.seat_ticket(p_ticket, p_at);
end $$;

-- The lead above has a late ticket as well, once: whoever leads the receiving unit or the next one up and does not have it yet.
create or replace function app.escalate_ticket(p_ticket uuid, p_at timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare t public.tickets; v_kind text; v_new uuid[];
begin
  select * into t from public.tickets where id = p_ticket for update;
  if t.status not in ('open', 'in_progress') or t.escalated_at is not null then return '{}'; end if;
  select u.kind into v_kind from public.units u where u.id = t.receiving_unit_id;
  update public.tickets set escalated_at = p_at where id = p_ticket;
  with added as (
    insert into public.ticket_holders (ticket_id, user_id, user_name, role, origin, on_behalf_of_id, created_at, due_at)
    select distinct on (coalesce(a.substitute_id, a.user_id)) p_ticket, coalesce(a.substitute_id, a.user_id), coalesce(a.substitute_name, a.user_name),
      a.role, 'escalated', case when a.substitute_id is not null then a.user_id end, p_at, t.due_at
    from app.approvers(case v_kind when 'department' then 'head' when 'headquarters' then 'executive' else 'manager' end, t.receiving_unit_id, null,
      t.author_user_id || array(select h.user_id from public.ticket_holders h where h.ticket_id = p_ticket and h.closed_at is null),
      (p_at at time zone 'Asia/Shanghai')::date) a
    on conflict do nothing returning user_id)
  select coalesce(array_agg(a.user_id), '{}') into v_new from added a;
  return v_new;
end $$;

-- Whether the caller is one of those who deal with a ticket. Nobody deals with their own.
create or replace function app.deals_with(t public.tickets) returns boolean language sql stable security definer set search_path = '' as $$
  -- the owner seeds and restores
  select app.portal() is null or t.author_user_id <> app.user_id() and (app.user_id() = any (t.handlers)
    or (coalesce((select s.role from app.seat() s), '') in ('hr', 'head', 'specialist', 'manager') and t.handlers && app.ticket_keys()))
$$;

-- Guards of tickets, like those of the workflow: row policies let readers write, these ask whose part it is.
create or replace function app.guard_ticket() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); v_author boolean; v_handler boolean; v_allowed boolean;
begin
  if tg_op = 'INSERT' then
    v_allowed := new.author_user_id = v_me and new.status = 'open' and new.rating is null and new.first_answered_at is null
      and exists (select from public.ticket_categories c where c.id = new.category_id and c.retired_at is null and c.is_private = new.is_private);
  elsif (new.id, new.number, new.author_user_id, new.author_name, new.author_employee_id, new.store_unit_id, new.opened_at, new.promised_on, new.title)
    is distinct from (old.id, old.number, old.author_user_id, old.author_name, old.author_employee_id, old.store_unit_id, old.opened_at, old.promised_on, old.title)
  then v_allowed := false;
  else
    v_author := old.author_user_id = v_me;
    v_handler := app.deals_with(old);
    v_allowed := case
      when v_handler then
        (new.category_id, new.receiving_unit_id, new.named_user_id, new.is_private, new.rating, new.rating_words, new.rated_at, new.due_at)
          is not distinct from (old.category_id, old.receiving_unit_id, old.named_user_id, old.is_private, old.rating, old.rating_words, old.rated_at, old.due_at)
        and (new.status = old.status or case new.status
          when 'closed' then new.closing = 'merged'
          else old.status in ('open', 'in_progress') end)
      when v_author then
        (new.category_id, new.receiving_unit_id, new.named_user_id, new.is_private, new.priority, new.first_answered_at)
          is not distinct from (old.category_id, old.receiving_unit_id, old.named_user_id, old.is_private, old.priority, old.first_answered_at)
        and (new.status = old.status or case new.status
          when 'closed' then new.closing in ('author', 'rated')
          when 'answered' then false
          else old.status in ('answered', 'closed') end)
      else false end;
  end if;
  if not coalesce(v_allowed, false) then raise exception 'ticket_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger tickets_guard after insert or update on public.tickets for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_ticket();

-- Nobody is let into a private ticket by mentioning them; those of a duplicate are let in by who merges it.
create or replace function app.guard_watcher() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.tickets t where t.id = new.ticket_id and t.is_private)
    or (new.reason = 'duplicate' and not exists (select from public.tickets d where d.merged_into_id = new.ticket_id and d.author_user_id = new.user_id))
  then raise exception 'ticket_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger ticket_watchers_guard after insert on public.ticket_watchers for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_watcher();

-- 通知公告. Since when somebody is in their present store: the first day of the unbroken stay, over the assignments that it consists of.
create or replace function app.arrived_on(p_employee uuid, p_unit uuid, p_starts_on date) returns date
language sql stable security definer set search_path = '' as $$
  with recursive stay as (
    select p_starts_on as starts_on
    union all select a.starts_on from stay s join public.assignments a
      on a.employee_id = p_employee and a.unit_id = p_unit and a.is_primary and a.ends_on = s.starts_on
  ) select min(starts_on) from stay
$$;

-- Whom a notice is for on a day, as a set: those whose present place or home unit is in its units, in its positions, with its tags, as new as it says;
-- and the managers of those units if it is also theirs. Planned anew for each notice: one store and the whole company want other plans.
drop function if exists app.notice_audience_of(uuid[], uuid[], text[], int, boolean, date);
create or replace function app.notice_audience_of(p_units uuid[], p_positions uuid[], p_families text[], p_tags uuid[], p_days int, p_managers boolean, p_on date)
returns table (user_id uuid, employee_id uuid, name text, number text, unit_name text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare v_units uuid[]; v_people uuid[]; v_positions uuid[]; v_tagged uuid[];
begin
  if cardinality(p_units) > 0 and not exists (select from public.units u where u.id = any (p_units) and u.kind = 'headquarters') then
    v_units := array(select distinct b.id from unnest(p_units) w (id) cross join lateral app.units_below(w.id) b (id));
    v_people := array(
      select a.employee_id from unnest(v_units) w (id) join public.assignments a on a.unit_id = w.id
        where a.is_primary and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on)
      union select e.id from unnest(v_units) w (id) join public.employees e on e.home_unit_id = w.id);
  end if;
  if cardinality(p_positions) + cardinality(p_families) > 0 then
    v_positions := array(select p.id from public.positions p where p.id = any (p_positions) or p.family = any (p_families));
  end if;
  if cardinality(p_tags) > 0 then
    v_tagged := array(select distinct h.employee_id from public.employee_tags h where h.tag_id = any (p_tags));
  end if;
  return query
    select distinct on (f.user_id) f.user_id, f.employee_id, f.name, f.number, f.unit_name from (
      select e.user_id, e.id as employee_id, e.name, e.number, u.name as unit_name, 0 as rank
      from public.assignments a
      join public.employees e on e.id = a.employee_id and (e.left_on is null or e.left_on > p_on)
      join public.users w on w.id = e.user_id and w.disabled_at is null
      join public.units u on u.id = a.unit_id
      where a.is_primary and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on)
        and (v_people is null or a.employee_id = any (v_people))
        and (v_positions is null or a.position_id = any (v_positions))
        and (v_tagged is null or a.employee_id = any (v_tagged))
        and (p_days is null or (a.starts_on >= p_on - p_days and u.kind = 'store'
          and app.arrived_on(a.employee_id, a.unit_id, a.starts_on) >= p_on - p_days))
      union all
      select g.user_id, m.id, w.name, m.number, u.name, 1
      from public.role_grants g
      join public.users w on w.id = g.user_id and w.disabled_at is null
      join public.units u on u.id = g.unit_id
      left join public.employees m on m.user_id = g.user_id
      where p_managers and g.role = 'manager' and g.starts_on <= p_on and (g.ends_on is null or g.ends_on > p_on)
        and (v_units is null or g.unit_id = any (v_units))
    ) f order by f.user_id, f.rank;
end $$;

-- The same asked about one person: the published notices that are for them now.
create or replace function app.notices_for(p_user uuid, p_at timestamptz) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare v_on date := (p_at at time zone 'Asia/Shanghai')::date; f record; v_above uuid[]; v_managed uuid[]; v_tags uuid[]; v_days int;
begin
  select e.id, e.home_unit_id, a.unit_id, a.position_id, p.family, a.starts_on, u.kind into f
    from public.employees e
    join public.assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= v_on and (a.ends_on is null or a.ends_on > v_on)
    join public.positions p on p.id = a.position_id
    join public.units u on u.id = a.unit_id
    where e.user_id = p_user and (e.left_on is null or e.left_on > v_on);
  if f.id is not null then
    v_above := array(select x.id from app.units_above(f.unit_id) x union select x.id from app.units_above(f.home_unit_id) x);
    v_tags := array(select h.tag_id from public.employee_tags h where h.employee_id = f.id);
    if f.kind = 'store' then v_days := v_on - app.arrived_on(f.id, f.unit_id, f.starts_on); end if;
  end if;
  v_managed := array(select distinct x.id from public.role_grants g cross join lateral app.units_above(g.unit_id) x
    where g.user_id = p_user and g.role = 'manager' and g.starts_on <= v_on and (g.ends_on is null or g.ends_on > v_on));
  return query select n.id from public.notices n
    where n.status = 'issued' and n.publish_at <= p_at and (n.expires_at is null or n.expires_at > p_at)
      and ((f.id is not null and (cardinality(n.unit_ids) = 0 or n.unit_ids && v_above)
          and (cardinality(n.position_ids) + cardinality(n.families) = 0 or f.position_id = any (n.position_ids) or f.family = any (n.families))
          and (cardinality(n.tag_ids) = 0 or n.tag_ids && v_tags)
          and (n.arrival_days is null or v_days <= n.arrival_days))
        or (n.includes_managers and cardinality(v_managed) > 0 and (cardinality(n.unit_ids) = 0 or n.unit_ids && v_managed)));
end $$;

-- Whose receipts a seat reads: one's own and, for those who lead, those of the people who are theirs today.
create or replace function app.notice_subjects() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); v_role text; v_units uuid[]; v_people uuid[];
begin
  if v_me is null then return '{}'; end if;
  select s.role into v_role from app.seat() s;
  if v_role in ('manager', 'head') then v_units := app.unit_ids(); end if;
  if v_role = 'manager' then
    v_people := array(select distinct a.employee_id from unnest(v_units) w (id)
      join public.units u on u.id = w.id join public.assignments a on a.unit_id = w.id
      where a.starts_on <= (now() at time zone u.zone)::date and (a.ends_on is null or a.ends_on > (now() at time zone u.zone)::date));
  elsif v_role = 'head' then
    v_people := app.people_of('head', v_units);
  end if;
  return array_remove(array[v_me, app.employee_id()] || v_people, null);
end $$;

-- Notices that exist for a seat: delivered to one of its people, written by the caller, or for the caller since just now.
create or replace function app.notice_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); v_subjects uuid[] := app.notice_subjects();
begin
  return array(
    select r.notice_id from unnest(v_subjects) w (id) join public.notice_receipts r on r.subject_id = w.id
    union select n.id from public.notices n where n.author_user_id = v_me
    union select f from app.notices_for(v_me, now()) f);
end $$;

-- Those that are for the caller now, delivered or not yet.
create or replace function app.own_notice_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select f from app.notices_for(app.user_id(), now()) f);
end $$;

-- How many a notice would reach, and the first of them by number: for HR, and for whoever leads all of its units.
drop function if exists app.preview_notice(uuid[], uuid[], text[], int, boolean, date);
create or replace function app.preview_notice(p_units uuid[], p_positions uuid[], p_families text[], p_tags uuid[], p_days int, p_managers boolean, p_on date)
returns table (people int, names text[])
language plpgsql stable security definer set search_path = '' as $$
declare v_role text := (select s.role from app.seat() s);
begin
  if app.portal() is not null and v_role is distinct from 'hr'
    and not (coalesce(v_role, '') in ('head', 'manager') and cardinality(p_units) > 0 and p_units <@ app.unit_ids())
  then return; end if;
  return query
    with found as materialized (
      select a.name, a.number from app.notice_audience_of(p_units, p_positions, p_families, p_tags, p_days, p_managers, p_on) a)
    select (select count(*)::int from found), array(select f.name from found f order by f.number nulls last, f.name limit 8);
end $$;

-- Brings the receipts of a notice up to its audience: who is new gets one, once per version; who is no longer among them and has not
-- done what it asks is let off; who comes back owes it again. Time alone lets nobody off: a new arrival grows old and still owes it.
create or replace function app.evaluate_notice(p_notice uuid, p_at timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare n public.notices; v_on date := (p_at at time zone 'Asia/Shanghai')::date; v_new int;
begin
  select * into n from public.notices where id = p_notice for no key update;
  if n.id is null or n.status <> 'issued' or n.publish_at > p_at or n.expires_at <= p_at then return 0; end if;
  insert into public.notice_receipts (notice_id, version, user_id, employee_id, subject_id, name, number, unit_name, delivered_at, due_on)
    select n.id, n.asked_version, a.user_id, a.employee_id, coalesce(a.employee_id, a.user_id), a.name, a.number, a.unit_name, p_at, v_on + n.due_days
    from app.notice_audience_of(n.unit_ids, n.position_ids, n.families, n.tag_ids, n.arrival_days, n.includes_managers, v_on) a
    where not exists (select from public.notice_receipts r where r.notice_id = n.id and r.version = n.asked_version and r.user_id = a.user_id)
    on conflict do nothing;
  get diagnostics v_new = row_count;
  with audience as materialized (
    select a.user_id from app.notice_audience_of(n.unit_ids, n.position_ids, n.families, n.tag_ids, null, n.includes_managers, v_on) a
  ), judged as (
    select r.id, r.released_at, a.user_id is not null as belongs
    from public.notice_receipts r left join audience a on a.user_id = r.user_id where r.notice_id = n.id and r.version = n.asked_version
      and case when n.is_must_read then r.signed_at else r.read_at end is null
  )
  update public.notice_receipts r set released_at = case when j.belongs then null else p_at end
    from judged j where j.id = r.id and j.belongs = (j.released_at is not null);
  return v_new;
end $$;

-- The caller reads: whoever came to the audience after its last evaluation gets their receipt here. The owner, who tells the demo's
-- story, reads for whom it names.
create or replace function app.read_notice(p_notice uuid, p_user uuid, p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare n public.notices; v_user uuid := case when app.portal() is null then p_user else app.user_id() end;
begin
  select * into n from public.notices where id = p_notice and status = 'issued' and publish_at <= p_at;
  if n.id is null or v_user is null then return; end if;
  if not exists (select from public.notice_receipts r where r.notice_id = n.id and r.version = n.asked_version and r.user_id = v_user)
    and n.id in (select f from app.notices_for(v_user, p_at) f) then
    insert into public.notice_receipts (notice_id, version, user_id, employee_id, subject_id, name, number, unit_name, delivered_at, due_on, told_at)
      select n.id, n.asked_version, u.id, e.id, coalesce(e.id, u.id), u.name, e.number, coalesce(w.name, ''), p_at,
        (p_at at time zone 'Asia/Shanghai')::date + n.due_days, p_at
      from public.users u left join public.employees e on e.user_id = u.id
      left join public.assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= (p_at at time zone 'Asia/Shanghai')::date
        and (a.ends_on is null or a.ends_on > (p_at at time zone 'Asia/Shanghai')::date)
      left join public.units w on w.id = a.unit_id
      where u.id = v_user on conflict do nothing;
  end if;
  update public.notice_receipts r set read_at = coalesce(r.read_at, p_at), read_version = n.version
    where r.notice_id = n.id and r.version = n.asked_version and r.user_id = v_user and r.read_version is distinct from n.version;
end $$;

-- The caller signs the version that they saw: signed, wrong (the answer; it is counted), changed (there is a newer version), already,
-- over (withdrawn or expired) or none (not theirs to sign).
create or replace function app.sign_notice(p_notice uuid, p_user uuid, p_version int, p_choice int, p_at timestamptz) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare n public.notices; v public.notice_versions; r public.notice_receipts;
  v_user uuid := case when app.portal() is null then p_user else app.user_id() end;
begin
  select * into n from public.notices where id = p_notice for share;
  if n.id is null or not n.is_must_read then return 'none'; end if;
  if n.status <> 'issued' or n.publish_at > p_at or n.expires_at <= p_at then return 'over'; end if;
  perform app.read_notice(p_notice, p_user, p_at);
  select * into r from public.notice_receipts where notice_id = n.id and version = n.asked_version and user_id = v_user for update;
  if r.id is null then return 'none'; end if;
  if r.signed_at is not null then return 'already'; end if;
  if p_version <> n.version then return 'changed'; end if;
  select * into v from public.notice_versions where notice_id = n.id and version = n.version;
  if v.question is not null then
    if p_choice is null then return 'wrong'; end if;
    update public.notice_receipts set attempts = attempts + 1 where id = r.id;
    if not exists (select from public.notice_keys k where k.version_id = v.id and k.right_choice = p_choice) then return 'wrong'; end if;
  end if;
  update public.notice_receipts set signed_at = p_at, signed_version = n.version, answer = v.choices[p_choice + 1], released_at = null where id = r.id;
  return 'signed';
end $$;

-- Reminds those of a notice who have not done what it asks and were not reminded for a day: all of them, or those of one unit; for a head
-- or a manager only their own people. The worker tells them.
create or replace function app.remind_notice(p_notice uuid, p_unit uuid, p_at timestamptz) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare n public.notices; v_role text := (select s.role from app.seat() s); v_subjects uuid[]; v_units uuid[]; v_count int;
  v_on date := (p_at at time zone 'Asia/Shanghai')::date;
begin
  if app.portal() is not null and coalesce(v_role, '') not in ('hr', 'head', 'manager') then return 0; end if;
  select * into n from public.notices where id = p_notice for share;
  if n.id is null or n.status <> 'issued' or n.publish_at > p_at or n.expires_at <= p_at then return 0; end if;
  if v_role in ('head', 'manager') then v_subjects := app.notice_subjects(); end if;
  if p_unit is not null then v_units := array(select b from app.units_below(p_unit) b); end if;
  update public.notice_receipts r set reminded_at = p_at
    where r.notice_id = n.id and r.version = n.asked_version and r.released_at is null
      and case when n.is_must_read then r.signed_at else r.read_at end is null
      and (r.reminded_at is null or r.reminded_at <= p_at - interval '24 hours')
      and r.user_id is distinct from app.user_id()
      and (v_subjects is null or r.subject_id = any (v_subjects))
      and (v_units is null or exists (select from public.assignments a where a.employee_id = r.employee_id and a.unit_id = any (v_units)
        and a.is_primary and a.starts_on <= v_on and (a.ends_on is null or a.ends_on > v_on)));
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- A published version is never edited, and a published notice never becomes a draft again.
create or replace function app.guard_notice() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if (new.id, new.number, new.author_user_id, new.unit_id, new.created_at) is distinct from (old.id, old.number, old.author_user_id, old.unit_id, old.created_at)
    or (old.status = 'withdrawn') or (old.status = 'issued' and new.status = 'draft' and old.publish_at <= now())
    or (old.status = 'issued' and new.status = 'issued' and (new.unit_ids, new.position_ids, new.families, new.arrival_days, new.is_must_read)
      is distinct from (old.unit_ids, old.position_ids, old.families, old.arrival_days, old.is_must_read))
    or new.version < old.version or new.asked_version < old.asked_version
  then raise exception 'notice_not_so_any_more' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger notices_guard after update on public.notices for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_notice();

create or replace function app.guard_notice_part() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.notices n where n.id = old.notice_id and n.status <> 'draft') then
    raise exception 'notice_not_so_any_more' using errcode = 'P0001';
  end if;
  return null;
end $$;
create or replace trigger notice_versions_guard after update or delete on public.notice_versions for each row
  when (current_user ~ '^outpost_role_') execute function app.guard_notice_part();
create or replace trigger notice_keys_guard after update or delete on public.notice_keys for each row
  when (current_user ~ '^outpost_role_') execute function app.guard_notice_part();
create or replace trigger notice_files_guard after update or delete on public.notice_files for each row
  when (current_user ~ '^outpost_role_') execute function app.guard_notice_part();

-- Who arrives may be in an audience: the worker looks again on the first day of the assignment, once for all who arrive then.
create or replace function app.note_arrivals() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.notices n where n.status = 'issued') then
    perform graphile_worker.add_job('deliver_notices', '{}', run_at => greatest(now(), d.starts_on::timestamp at time zone 'Asia/Shanghai'),
        job_key => 'notices for ' || d.starts_on)
      from (select distinct greatest(a.starts_on, app.today()) as starts_on from added a where a.ends_on is null or a.ends_on > app.today()) d;
  end if;
  return null;
end $$;
create or replace trigger assignments_notices after insert on public.assignments referencing new table as added for each statement
  execute function app.note_arrivals();

-- A tag that somebody is given or loses is looked at soon, once for a whole series of them.
create or replace function app.note_tags() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from public.notices n where n.status = 'issued' and cardinality(n.tag_ids) > 0) then
    perform graphile_worker.add_job('deliver_notices', '{}', job_key => 'notices for tags');
  end if;
  return null;
end $$;
create or replace trigger employee_tags_notices after insert or delete on public.employee_tags for each statement
  execute function app.note_tags();

-- 工作汇报. Which templates a seat reads: a manager or head those that were ever for a unit above or below theirs, once they were in force;
-- a head those of the units, too, where the department's people are or were; an employee those for the units where they are now, and those
-- that they reported by.
create or replace function app.report_template_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare v_role text; v_unit uuid; v_employee uuid; v_own uuid[]; v_away uuid[]; v_now uuid[]; v_ever uuid[];
begin
  select s.role, s.unit_id into v_role, v_unit from app.seat() s;
  if v_role in ('manager', 'head') then
    v_own := array(select b from app.units_below(v_unit) b);
    if v_role = 'head' then
      v_away := array(select distinct x.id from (select distinct a.unit_id from unnest(app.people_of('head', v_own)) w (id)
          join public.assignments a on a.employee_id = w.id) u
        cross join lateral app.units_above(u.unit_id) x);
    end if;
    return array(select t.id from public.report_templates t
      where t.reached_unit_ids && (v_own || array(select x.id from app.units_above(v_unit) x) || v_away)
        and (t.starts_on is not null or cardinality(t.unit_ids) > 0 and t.unit_ids <@ v_own and t.author_role = 'manager'));
  end if;
  v_employee := app.employee_id();
  v_now := array(select x.id from public.assignments a cross join lateral app.units_above(a.unit_id) x
    where a.employee_id = v_employee and a.starts_on <= app.today() and (a.ends_on is null or a.ends_on > app.today()));
  v_ever := array(select distinct x.id from public.assignments a cross join lateral app.units_above(a.unit_id) x where a.employee_id = v_employee);
  return array(select t.id from public.report_templates t
    where t.starts_on is not null and t.reached_unit_ids && v_ever
      and (t.reached_unit_ids && v_now or exists (select from public.reports r where r.template_id = t.id and r.employee_id = v_employee)));
end $$;

-- Who owes a report on the local day of an instant: everybody with an account whose primary assignment of that day is in a unit and a
-- position that a template in force asks. Asked over all of them, by the worker only.
create or replace function app.reports_owed(p_at timestamptz) returns table (
  template_id uuid, employee_id uuid, user_id uuid, name text, number text, unit_id uuid, unit_name text, position_name text,
  due_on date, due_at timestamptz, remind_at timestamptz
) language sql stable rows 100000 security definer set search_path = '' as $$
  with asked as (
    select t.id, t.position_ids, t.due_time, t.remind_minutes, u.id as unit_id, u.name as unit_name, u.zone, (p_at at time zone u.zone)::date as on_day,
      t.starts_on, t.ends_on, t.weekdays
    from public.report_templates t
    cross join lateral (
      select n.id, n.name, n.zone from public.units n where cardinality(t.unit_ids) = 0
      union all
      select n.id, n.name, n.zone from public.units n
        where n.id in (select b from unnest(t.unit_ids) w (id) cross join lateral app.units_below(w.id) b)
    ) u
    where t.starts_on <= (p_at at time zone 'Asia/Shanghai')::date + 1
  )
  select w.id, e.id, e.user_id, e.name, e.number, w.unit_id, w.unit_name, p.name, w.on_day,
    (w.on_day + w.due_time) at time zone w.zone, ((w.on_day + w.due_time) at time zone w.zone) - make_interval(mins => w.remind_minutes)
  from asked w
  join public.assignments a on a.unit_id = w.unit_id and a.is_primary and a.starts_on <= w.on_day and (a.ends_on is null or a.ends_on > w.on_day)
    and (cardinality(w.position_ids) = 0 or a.position_id = any (w.position_ids))
  join public.employees e on e.id = a.employee_id and e.user_id is not null and (e.left_on is null or e.left_on > w.on_day)
  join public.positions p on p.id = a.position_id
  where w.starts_on <= w.on_day and (w.ends_on is null or w.ends_on > w.on_day) and extract(isodow from w.on_day)::int = any (w.weekdays)
$$;

-- The same rule from the side of one person, who need not wait for the worker: what is due today, and what is due within six days once a week.
create or replace function app.reports_owed_by(p_employee uuid, p_at timestamptz) returns table (
  template_id uuid, employee_id uuid, user_id uuid, name text, number text, unit_id uuid, unit_name text, position_name text,
  due_on date, due_at timestamptz, remind_at timestamptz
) language sql stable security definer set search_path = '' as $$
  select t.id, e.id, e.user_id, e.name, e.number, u.id, u.name, p.name, d.on_day,
    (d.on_day + t.due_time) at time zone u.zone, ((d.on_day + t.due_time) at time zone u.zone) - make_interval(mins => t.remind_minutes)
  from public.employees e
  join public.assignments a on a.employee_id = e.id and a.is_primary
  join public.units u on u.id = a.unit_id
  join public.positions p on p.id = a.position_id
  cross join lateral (select (p_at at time zone u.zone)::date + n as on_day, n from generate_series(0, 6) n) d
  join public.report_templates t on t.starts_on <= d.on_day and (t.ends_on is null or t.ends_on > d.on_day)
    and extract(isodow from d.on_day)::int = any (t.weekdays) and (d.n = 0 or t.rhythm = 'weekly')
    and (cardinality(t.position_ids) = 0 or a.position_id = any (t.position_ids))
    and (cardinality(t.unit_ids) = 0 or t.unit_ids && array(select x.id from app.units_above(u.id) x))
  where e.id = p_employee and e.user_id is not null and a.starts_on <= d.on_day and (a.ends_on is null or a.ends_on > d.on_day)
    and (e.left_on is null or e.left_on > d.on_day)
$$;

-- What the caller owes and nobody has opened yet.
create or replace function app.own_reports_owed() returns table (template_id uuid, due_on date, due_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select o.template_id, o.due_on, o.due_at from app.reports_owed_by(app.employee_id(), now()) o
  where not exists (select from public.reports r where r.template_id = o.template_id and r.employee_id = o.employee_id and r.due_on = o.due_on)
$$;

-- Brings today's reports up to who owes them, in one statement: who is new gets one, at most p_most of them; whoever no longer owes one
-- that is still open is let off, and what was opened at another unit of that day comes along. Answers how many were opened.
create or replace function app.evaluate_reports(p_at timestamptz, p_most int) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare v_opened int;
begin
  with owed as materialized (select * from app.reports_owed(p_at)),
  judged as (
    select r.id, o.unit_id, o.unit_name, o.position_name, o.due_at, o.remind_at, o.template_id is not null as belongs
    from public.reports r join public.units u on u.id = r.unit_id
    left join owed o on o.template_id = r.template_id and o.employee_id = r.employee_id and o.due_on = r.due_on
    where r.due_on between (p_at at time zone 'UTC')::date - 1 and (p_at at time zone 'UTC')::date + 1 and r.due_on = (p_at at time zone u.zone)::date
      and r.status in ('open', 'released') and r.due_at > p_at
      and ((o.template_id is null) = (r.status = 'open') or (o.unit_id, o.due_at, o.position_name) is distinct from (r.unit_id, r.due_at, r.position_name))
  ), settled as (
    update public.reports r set status = case when j.belongs then 'open' else 'released' end,
      unit_id = coalesce(j.unit_id, r.unit_id), unit_name = coalesce(j.unit_name, r.unit_name), position_name = coalesce(j.position_name, r.position_name),
      due_at = coalesce(j.due_at, r.due_at), remind_at = coalesce(j.remind_at, r.remind_at)
    from judged j where j.id = r.id and (j.belongs or r.status = 'open')
  )
  insert into public.reports (template_id, employee_id, user_id, name, number, unit_id, unit_name, position_name, due_on, due_at, remind_at, status)
    select o.template_id, o.employee_id, o.user_id, o.name, o.number, o.unit_id, o.unit_name, o.position_name, o.due_on, o.due_at, o.remind_at,
      case when x.id is null then 'open' else 'excused' end
    from owed o left join public.report_excuses x on x.employee_id = o.employee_id and x.on_day = o.due_on
    where not exists (select from public.reports r where r.template_id = o.template_id and r.employee_id = o.employee_id and r.due_on = o.due_on
      and r.due_on between (p_at at time zone 'UTC')::date - 1 and (p_at at time zone 'UTC')::date + 1)
    order by o.template_id, o.unit_id limit p_most
    on conflict do nothing;
  get diagnostics v_opened = row_count;
  return v_opened;
end $$;

-- The caller begins to write one that the worker has not opened yet; answers its id, or null when it is not theirs to give.
create or replace function app.start_report(p_template uuid, p_due_on date, p_employee uuid, p_at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_employee uuid := case when app.portal() is null then p_employee else app.employee_id() end;
begin
  insert into public.reports (template_id, employee_id, user_id, name, number, unit_id, unit_name, position_name, due_on, due_at, remind_at)
    select o.template_id, o.employee_id, o.user_id, o.name, o.number, o.unit_id, o.unit_name, o.position_name, o.due_on, o.due_at, o.remind_at
    from app.reports_owed_by(v_employee, p_at) o where o.template_id = p_template and o.due_on = p_due_on
    on conflict do nothing;
  return (select r.id from public.reports r
    where r.template_id = p_template and r.employee_id = v_employee and r.due_on = p_due_on and r.status <> 'released');
end $$;

-- What waits for a seat besides the tasks and tickets that name its user: notices to sign or read, reports to write or to read, what HR
-- asks for one's file, courses to learn, and what is to be handed over, a request a row from a week before it is due until a month after. Only one's own,
-- each over an index of what is open, after (p_after, p_id): the badge of every page counts it.
create or replace function app.waiting(p_at timestamptz, p_missing_days int, p_after timestamptz, p_id uuid, p_most int) returns table (
  subject text, id uuid, due_at timestamptz, is_due boolean, number text, kind text, title text, title_en text, by_name text, employee text,
  unit text, items int
) language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare s record; v_user uuid := app.user_id(); v_employee uuid; v_today date := (p_at at time zone 'Asia/Shanghai')::date;
begin
  select * into s from app.seat();
  if s.role is null or s.role not in ('auditor', 'admin') then
    return query select 'notice', r.id, w.due_at, r.due_on is not null, n.number, case when n.is_must_read then 'toSign' else 'unread' end,
        v.title, null::text, n.author_name, null::text, null::text, 0
      from public.notice_receipts r
      cross join lateral (select coalesce((r.due_on + time '23:59') at time zone 'Asia/Shanghai', r.delivered_at + interval '7 days') as due_at) w
      join public.notices n on n.id = r.notice_id and n.asked_version = r.version
      join public.notice_versions v on v.notice_id = n.id and v.version = n.version
      where r.user_id = v_user and r.released_at is null and case when r.due_on is null then r.read_at else r.signed_at end is null
        and n.status = 'issued' and n.publish_at <= p_at and (n.expires_at is null or n.expires_at > p_at) and (w.due_at, r.id) > (p_after, p_id)
      order by w.due_at, r.id limit p_most;
  end if;
  if app.portal() = 'me' then
    v_employee := app.employee_id();
    if v_employee is null then return; end if;
    return query select 'report', r.id, r.due_at, true, null::text, r.due_on::text, t.name, null::text, null::text, null::text, null::text, 0
      from public.reports r join public.report_templates t on t.id = r.template_id
      where r.employee_id = v_employee and r.due_on > v_today - p_missing_days and r.status = 'open' and (r.due_at, r.id) > (p_after, p_id)
      order by r.due_at, r.id limit p_most;
    return query select 'ask', a.id, w.due_at, true, null::text, a.item, c.name, c.name_en, a.asked_by_name, null::text, a.reason, 0
      from public.file_asks a cross join lateral (select (a.due_on + time '23:59') at time zone 'Asia/Shanghai' as due_at) w
      left join public.custom_fields c on a.item = 'field:' || c.id
      where a.employee_id = v_employee and a.closed_at is null and a.withdrawn_at is null and a.answered_at is null
        and (w.due_at, a.id) > (p_after, p_id)
      order by w.due_at, a.id limit p_most;
    return query select 'course', n.id, w.due_at, true, null::text, null::text, c.title, null::text, n.assigned_by_name, null::text, null::text,
        v.lessons - n.lessons_done
      from public.enrollments n cross join lateral (select (n.due_on + time '23:59') at time zone 'Asia/Shanghai' as due_at) w
      join public.courses c on c.id = n.course_id join public.course_versions v on v.id = n.version_id
      where n.employee_id = v_employee and n.status = 'open' and (w.due_at, n.id) > (p_after, p_id)
      order by w.due_at, n.id limit p_most;
  elsif s.role in ('manager', 'head') then
    return query select 'reports', r.id, r.submitted_at + interval '24 hours', true, null::text, null::text, null::text, null::text, r.name,
        null::text, r.unit_name, 0
      from (select * from public.reports r where r.unit_id = s.unit_id and r.status = 'submitted' and r.read_at is null
        order by r.submitted_at limit 1) r
      where (r.submitted_at + interval '24 hours', r.id) > (p_after, p_id);
  end if;
  return query
    with waits (id, request_id, due_on, kind) as (
      select i.id, i.request_id, i.due_on, 'handOver' from public.hand_over_items i
        where app.portal() = 'me' and i.employee_id = v_employee and i.side = 'employee' and i.done_at is null and i.due_on between v_today - 30 and v_today + 7
      union all select i.id, i.request_id, i.due_on, 'leavingHandOver' from public.leaving_items i
        where app.portal() = 'me' and i.employee_id = v_employee and i.side = 'employee' and i.done_at is null and i.due_on between v_today - 30 and v_today + 7
      union all select i.id, i.request_id, i.due_on, 'handOver' from public.hand_over_items i
        where s.role in ('manager', 'head') and i.unit_id = s.unit_id and i.done_at is null and i.due_on between v_today - 30 and v_today + 7
          -- nobody is asked for what can only be done on the first day before it
          and (i.item <> 'welcomeOnFirstDay' or not exists (
            select from public.transfers t where t.request_id = i.request_id and t.effective_on > v_today))
      union all select i.id, i.request_id, i.due_on, 'leavingHandOver' from public.leaving_items i
        where s.role in ('manager', 'head') and i.unit_id = s.unit_id and i.done_at is null and i.due_on between v_today - 30 and v_today + 7
      union all (select i.id, i.request_id, i.due_on, 'handOver' from public.hand_over_items i
        where s.role = 'hr' and i.unit_id is null and i.side = 'hq' and i.done_at is null and i.due_on between v_today - 30 and v_today + 7
        order by i.due_on limit 4 * p_most)
      union all (select i.id, i.request_id, i.due_on, 'leavingHandOver' from public.leaving_items i
        where s.role = 'hr' and i.unit_id is null and i.side = 'hr' and i.done_at is null and i.due_on between v_today - 30 and v_today + 7
        order by i.due_on limit 4 * p_most)
    ), by_request as (
      select (array_agg(o.id order by o.id))[1] as id, o.request_id, o.kind, (min(o.due_on) + time '23:59') at time zone 'Asia/Shanghai' as due_at, count(*)::int as items
      from waits o join public.requests r on r.id = o.request_id and r.status = 'approved' group by o.request_id, o.kind
    )
    select o.kind, o.id, o.due_at, true, r.number, r.facts ->> 'kind', r.summary ->> 'employeeNumber', null::text, r.applicant_name,
      r.summary ->> 'employee', r.summary ->> 'to', o.items
    from by_request o join public.requests r on r.id = o.request_id
    where (o.due_at, o.id) > (p_after, p_id) order by o.due_at, o.id limit p_most;
end $$;

-- Who is told that reports of a unit are late: whoever leads it. And who is told that nobody reads them: the nearest manager above the
-- one who should have; where there is none the person's contact at headquarters, if they have a seat there, or HR.
create or replace function app.report_leads(p_unit uuid) returns setof uuid language sql stable security definer set search_path = '' as $$
  select l.user_id from public.units u
  cross join lateral app.unit_leads(u.id, case when u.kind in ('store', 'region') then 'manager' else 'head' end) l where u.id = p_unit
$$;
create or replace function app.report_superiors(p_unit uuid, p_contact uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare v_role text := (select case when u.kind in ('store', 'region') then 'manager' else 'head' end from public.units u where u.id = p_unit);
  v_own int;
begin
  select min(a.depth) into v_own from app.units_above(p_unit) a join public.role_grants g on g.unit_id = a.id and g.role = v_role
    and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today());
  return query select l.user_id from app.units_above(p_unit) a cross join lateral app.unit_leads(a.id, v_role) l where a.depth = v_own + 1;
  if found then return; end if;
  return query select p_contact where exists (select from public.role_grants g where g.user_id = p_contact and g.role in ('hr', 'head')
    and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today()));
  if found then return; end if;
  return query select h from app.holders_of('{hr}') h;
end $$;

-- Authors write and readers read: neither does the other's part, a report that was read is not rewritten, and an excuse is all that a
-- reader may make of one.
create or replace function app.guard_report() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_own boolean := app.portal() = 'me';
begin
  if v_own and ((new.read_at, new.read_by_user_id, new.nudged_at) is distinct from (old.read_at, old.read_by_user_id, old.nudged_at)
      or old.read_at is not null and (new.answers, new.status) is distinct from (old.answers, old.status)
      or old.status = 'released' or new.status = 'released' or old.status = 'submitted' and new.status <> 'submitted')
    or not v_own and ((new.answers, new.submitted_at) is distinct from (old.answers, old.submitted_at)
      or new.status <> old.status and not (old.status in ('open', 'excused') and new.status in ('open', 'excused'))
      or old.read_at is not null and (new.read_at, new.read_by_user_id) is distinct from (old.read_at, old.read_by_user_id))
  then raise exception 'report_not_so_any_more' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger reports_guard after update on public.reports for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_report();

-- What a version asked is never edited once its template was in force.
create or replace function app.guard_report_version() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.report_templates t where t.id = old.template_id and t.starts_on is not null) then
    raise exception 'report_not_so_any_more' using errcode = 'P0001';
  end if;
  return null;
end $$;
create or replace trigger report_template_versions_guard after update or delete on public.report_template_versions for each row
  when (current_user ~ '^outpost_role_') execute function app.guard_report_version();

-- Devices that show notifications. Whoever brings a browser's subscription has that browser: it is theirs from now on, whoever had it before,
-- and belongs to the session that brings it. Beyond p_most of one person the one not heard of for longest makes room.
create or replace function app.keep_device(p_endpoint text, p_p256dh text, p_auth text, p_sender_key text, p_agent text, p_most int, p_at timestamptz)
returns table (id uuid, is_new boolean) language plpgsql volatile security definer set search_path = '' as $$
declare v_user uuid := app.user_id(); v_session uuid;
begin
  if v_user is null then raise exception 'session_over' using errcode = '28000'; end if;
  select s.id into v_session from public.sessions s where s.token_hash = current_setting('app.session', true);
  is_new := not exists (select from public.devices d where d.endpoint = p_endpoint and d.user_id = v_user);
  delete from public.devices d where d.id in (select o.id from public.devices o where o.user_id = v_user and o.endpoint <> p_endpoint
    order by coalesce(o.last_sent_at, o.created_at) desc offset p_most - 1);
  insert into public.devices as d (user_id, session_id, endpoint, p256dh, auth, sender_key, user_agent, created_at)
    values (v_user, v_session, p_endpoint, p_p256dh, p_auth, p_sender_key, p_agent, p_at)
    on conflict (endpoint) do update set user_id = excluded.user_id, session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth,
      sender_key = excluded.sender_key, user_agent = excluded.user_agent,
      created_at = case when d.user_id = excluded.user_id then d.created_at else excluded.created_at end,
      last_sent_at = case when d.user_id = excluded.user_id then d.last_sent_at end
    returning d.id into id;
  return next;
end $$;

-- Signing out, ending a session from elsewhere and changing the password also silence the browser. A session that only grew old does not:
-- whoever has not looked for weeks is whom a notification is for.
create or replace function app.silence_session() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.devices d where d.session_id = new.id;
  return null;
end $$;
create or replace trigger sessions_silence after update of revoked_at on public.sessions for each row
  when (old.revoked_at is null and new.revoked_at is not null) execute function app.silence_session();

-- What a vendor answered reaches the open page of whoever keeps the robot: the worker leaves no trail.
create or replace function app.note_robot() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.outbox (subject, subject_id) values ('robot', new.id);
  return null;
end $$;
create or replace trigger robots_note after update of tested_at, broken_at on public.robots for each row
  when (app.portal() = 'job') execute function app.note_robot();

-- 感谢与反馈. What a seat opens notes with: the person; for those who lead a unit its units, for HR and executives the headquarters; an
-- employee the two places that they belong to, for what is shared there.
create or replace function app.note_keys() returns uuid[] language plpgsql stable parallel safe security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); v_employee uuid; v_role text;
begin
  if v_me is null then return '{}'; end if;
  if app.portal() = 'me' then
    v_employee := app.employee_id();
    return v_me || array(
      select a.unit_id from public.assignments a join public.units u on u.id = a.unit_id and u.kind = 'store'
        where a.employee_id = v_employee and a.starts_on <= app.today() and (a.ends_on is null or a.ends_on > app.today())
      union select e.home_unit_id from public.employees e where e.id = v_employee);
  end if;
  select s.role into v_role from app.seat() s;
  return v_me || case
    when v_role = 'manager' then array(select u.id from public.units u where u.id = any (app.unit_ids()) and u.kind in ('store', 'region'))
    when v_role = 'head' then app.unit_ids()
    when v_role in ('hr', 'executive') then array(select u.id from public.units u where u.kind = 'headquarters')
    else '{}' end;
end $$;

-- Who reads a note, worked out whenever it changes: both people; what is shared, or kept as evidence, those who lead both sides of the
-- person, HR and executives as well, and what is shared the people of both sides. What was withdrawn is its writer's alone.
create or replace function app.note_access() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_on date := (new.created_at at time zone 'Asia/Shanghai')::date; v_both uuid[]; v_sides uuid[];
begin
  if tg_op = 'INSERT' then
    select u.id, e.home_unit_id into new.store_unit_id, new.home_unit_id
      from public.employees e
      left join public.assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= v_on and (a.ends_on is null or a.ends_on > v_on)
      left join public.units u on u.id = a.unit_id and u.kind = 'store'
      where e.id = coalesce(new.receiver_employee_id, new.author_employee_id);
  end if;
  v_both := case when new.withdrawn_at is null then array[new.author_user_id, new.receiver_user_id] else array[new.author_user_id] end;
  v_sides := array_remove(array[new.store_unit_id, new.home_unit_id], null);
  new.readers := v_both;
  new.audience := v_both;
  if new.withdrawn_at is null and (new.is_shared or new.evidence_on is not null) then
    new.readers := v_both || v_sides || array(select u.id from public.units u where u.kind = 'headquarters');
    if new.is_shared then new.audience := v_both || v_sides; end if;
  end if;
  return new;
end $$;
create or replace trigger thanks_notes_access before insert or update on public.thanks_notes for each row execute function app.note_access();

-- What somebody in a seat is to a person with an account, or to one of those who lead them; null where no note may go. The owner, who tells
-- the demo's story, says who and in which seat.
create or replace function app.note_relation(p_employee uuid, p_user uuid, p_by uuid, p_role text, p_unit uuid, p_on date) returns text
language plpgsql stable security definer set search_path = '' as $$
declare e public.employees; v_store uuid; v_other uuid;
begin
  if p_by is null or p_user = p_by then return null; end if;
  if p_employee is not null then
    select * into e from public.employees x where x.id = p_employee and x.user_id = p_user and (x.left_on is null or x.left_on > p_on);
    if e.id is null then return null; end if;
    if p_role = 'manager' and exists (select from public.assignments a where a.employee_id = e.id
      and a.unit_id in (select b from app.units_below(p_unit) b) and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on)) then return 'team'; end if;
    if p_role = 'hr' then return 'hr'; end if;
    if p_role = 'head' and e.home_unit_id in (select b from app.units_below(p_unit) b) then return 'head'; end if;
    if p_role in ('head', 'executive', 'specialist') and e.hq_contact_user_id = p_by then return 'contact'; end if;
    if p_role = 'employee' then
      v_store := app.store_of(p_by, p_on);
      v_other := app.store_of(p_user, p_on);
      if v_store = v_other then return 'colleague'; end if;
    end if;
    return null;
  end if;
  if p_role = 'employee' then
    v_store := app.store_of(p_by, p_on);
    if v_store is not null and p_user in (select l.user_id from app.unit_leads(v_store, 'manager') l) then return 'manager'; end if;
    if exists (select from public.employees x where x.user_id = p_by and x.hq_contact_user_id = p_user) then return 'hqContact'; end if;
  end if;
  return null;
end $$;

-- The store that somebody works in on a day.
create or replace function app.store_of(p_user uuid, p_on date) returns uuid language sql stable security definer set search_path = '' as $$
  select a.unit_id from public.employees e join public.assignments a on a.employee_id = e.id and a.is_primary
    join public.units u on u.id = a.unit_id and u.kind = 'store'
  where e.user_id = p_user and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on)
$$;

-- One receiver, by employee number or by account, as the caller may write to them: no row when they may not.
create or replace function app.note_receiver(p_number text, p_user uuid, p_by uuid, p_role text, p_unit uuid, p_on date)
returns table (user_id uuid, employee_id uuid, name text, relation text) language plpgsql stable security definer set search_path = '' as $$
declare v_by uuid := p_by; v_role text := p_role; v_unit uuid := p_unit; v_on date := p_on;
begin
  if app.portal() is not null then
    v_by := app.user_id(); v_on := app.today();
    select s.role, s.unit_id into v_role, v_unit from app.seat() s;
    if app.portal() = 'me' then v_role := 'employee'; end if;
  end if;
  return query
    select u.id, case when r.office is null then e.id end, u.name, coalesce(r.office, r.person)
    from public.users u left join public.employees e on e.user_id = u.id and (e.number = p_number or u.id = p_user)
    cross join lateral (select case when u.id = p_user then app.note_relation(null, u.id, v_by, v_role, v_unit, v_on) end as office,
      app.note_relation(e.id, u.id, v_by, v_role, v_unit, v_on) as person) r
    where (e.id is not null or u.id = p_user) and u.disabled_at is null and coalesce(r.office, r.person) is not null;
end $$;

-- Everybody whom the seat may write to and who fits on one list: an employee's manager, contact and colleagues, a store's people, the
-- people of a contact at headquarters. HR and heads look theirs up.
create or replace function app.note_receivers(p_by uuid, p_role text, p_unit uuid, p_on date)
returns table (user_id uuid, number text, name text, relation text, detail text) language plpgsql stable security definer set search_path = '' as $$
declare v_store uuid;
begin
  if app.portal() is not null then
    p_by := app.user_id(); p_on := app.today();
    select s.role, s.unit_id into p_role, p_unit from app.seat() s;
    if app.portal() = 'me' then p_role := 'employee'; end if;
  end if;
  if p_role = 'employee' then
    v_store := app.store_of(p_by, p_on);
    return query
      select l.user_id, null::text, l.name, 'manager', n.name from public.units n cross join lateral app.unit_leads(n.id, 'manager') l
        where n.id = v_store and l.user_id <> p_by
      union all
      select c.id, null, c.name, 'hqContact', null from public.employees e join public.users c on c.id = e.hq_contact_user_id
        where e.user_id = p_by and c.disabled_at is null and c.id <> p_by
      union all
      (select u.id, e.number, e.name, 'colleague', o.name from public.assignments a
        join public.employees e on e.id = a.employee_id join public.users u on u.id = e.user_id and u.disabled_at is null
        join public.positions o on o.id = a.position_id
        where a.unit_id = v_store and a.is_primary and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on) and u.id <> p_by
        order by e.name_pinyin limit 200);
  elsif p_role = 'manager' then
    return query
      select u.id, e.number, e.name, 'team', n.name from app.units_below(p_unit) b join public.assignments a on a.unit_id = b
        join public.units n on n.id = a.unit_id join public.employees e on e.id = a.employee_id join public.users u on u.id = e.user_id and u.disabled_at is null
        where a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on) and u.id <> p_by
        order by n.name, e.name_pinyin limit 400;
  elsif p_role in ('executive', 'specialist', 'head') then
    return query
      select u.id, e.number, e.name, 'contact', n.name from public.employees e join public.users u on u.id = e.user_id and u.disabled_at is null
        join public.units n on n.id = e.home_unit_id
        where e.hq_contact_user_id = p_by and (e.left_on is null or e.left_on > p_on) and u.id <> p_by order by e.name_pinyin limit 200;
  end if;
end $$;

-- Guard of notes: whom one may write to, what an edit may change and until when; and nobody floods. A writer's notes queue behind their own
-- account's row, so that the count holds. Four to one person a day and twenty in all, as lib/thanks/rules.ts says.
create or replace function app.guard_note() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); v_number text; v_relation text;
begin
  if tg_op = 'INSERT' then
    select e.number into v_number from public.employees e where e.id = new.receiver_employee_id;
    select r.relation into v_relation from app.note_receiver(v_number, new.receiver_user_id, null, null, null, null) r
      where r.employee_id is not distinct from new.receiver_employee_id;
    if v_relation is distinct from new.relation or abs(extract(epoch from new.created_at - now())) > 300
      or new.author_employee_id is distinct from (case when app.portal() = 'me' then app.employee_id() end)
      or new.changed_at is not null or new.withdrawn_at is not null
    then raise exception 'note_part_not_theirs' using errcode = 'P0001'; end if;
    perform from public.users u where u.id = v_me for no key update;
    if (select count(*) > 20 or count(*) filter (where n.receiver_user_id = new.receiver_user_id) > 4
      from public.thanks_notes n where n.author_user_id = v_me and n.created_at > now() - interval '24 hours')
    then raise exception 'note_too_many' using errcode = 'P0001'; end if;
  elsif old.withdrawn_at is not null or (new.withdrawn_at is null and (old.created_at < now() - interval '24 hours'
      or exists (select from public.thanks_replies r where r.note_id = old.id)))
  then raise exception 'note_part_not_theirs' using errcode = 'P0001';
  end if;
  if new.relation = 'colleague' and new.kind <> 'thanks' or new.evidence_on is not null and new.relation not in ('team', 'hr', 'head')
  then raise exception 'note_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger thanks_notes_guard after insert or update on public.thanks_notes for each row
  when (current_user ~ '^outpost_role_') execute function app.guard_note();

-- People in stores who were thanked by nobody since a day, longest first: for HR, and for heads among their own. Also thanks that are for
-- the person alone count; who wrote them and what is not told.
create or replace function app.unthanked(p_units uuid[], p_since date, p_most int)
returns table (number text, name text, unit_name text, home_name text, starts_on date, last_on date)
language plpgsql stable security definer set search_path = '' as $$
declare v_role text := (select s.role from app.seat() s); v_people uuid[];
begin
  if app.portal() is not null and coalesce(v_role, '') not in ('hr', 'head') then return; end if;
  if v_role = 'head' then v_people := app.employee_ids(); end if;
  return query
    select e.number, e.name, u.name, h.name, a.starts_on, (l.at at time zone 'Asia/Shanghai')::date
    from public.assignments a
    join public.units u on u.id = a.unit_id and u.kind = 'store'
    join public.employees e on e.id = a.employee_id and (e.left_on is null or e.left_on > app.today())
    join public.units h on h.id = e.home_unit_id
    left join (select n.receiver_employee_id as id, max(n.created_at) as at from public.thanks_notes n
      where n.kind = 'thanks' and n.withdrawn_at is null and n.receiver_employee_id is not null group by 1) l on l.id = e.id
    where a.is_primary and a.starts_on <= p_since and (a.ends_on is null or a.ends_on > app.today())
      and (l.at is null or l.at < p_since) and (p_units is null or a.unit_id = any (p_units)) and (v_people is null or e.id = any (v_people))
    order by l.at nulls first, a.starts_on, e.number limit least(p_most, 500);
end $$;

-- 总部联系. The people whom the caller has a part in keeping in touch with: those whose HQ contact they are, for a head those of the units
-- that they lead. Never the caller: nobody reads what is kept of themselves.
create or replace function app.contact_people() returns uuid[] language plpgsql stable parallel safe security definer set search_path = '' as $$
declare v_me uuid := app.user_id(); s record;
begin
  if v_me is null or app.portal() not in ('hq', 'me') then return '{}'; end if;
  if app.portal() = 'hq' then
    select * into s from app.seat();
    if s.role = 'head' then
      return array(
        select e.id from public.employees e where e.hq_contact_user_id = v_me and e.user_id is distinct from v_me
        union
        select e.id from app.units_below(s.unit_id) w (id)
          cross join lateral (select e.id from public.employees e where e.home_unit_id = w.id and e.user_id is distinct from v_me offset 0) e);
    end if;
  end if;
  return array(select e.id from public.employees e where e.hq_contact_user_id = v_me and e.user_id is distinct from v_me);
end $$;

-- Whose talks an employee sees took place: their own, and those of their people.
create or replace function app.talked_people() returns uuid[] language plpgsql stable parallel safe security definer set search_path = '' as $$
begin
  return array_remove(app.contact_people() || app.employee_id(), null);
end $$;

-- Who in a store is owed a talk by when: since they arrived or were last talked with, by the rhythm of the home unit or the nearest above
-- it. For some people or, as null, for everybody; what has not changed is not written. Answers how many rows changed.
create or replace function app.renew_touchpoints(p_people uuid[], p_on date) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare v_on date := case when app.portal() in ('hq', 'me') then app.today() else p_on end; v_changed int; v_gone int;
begin
  with rhythms as materialized (
    select h.id, coalesce((select r.days from app.units_above(h.id) a join public.touchpoint_rhythms r on r.unit_id = a.id order by a.depth limit 1), 30) as days
    from public.units h where h.kind <> 'store'
  ), stays as (
    select a.employee_id, a.unit_id, case when exists (
        select from public.assignments b where b.employee_id = a.employee_id and b.unit_id = a.unit_id and b.is_primary and b.ends_on = a.starts_on)
      then app.arrived_on(a.employee_id, a.unit_id, a.starts_on) else a.starts_on end as arrived_on
    from public.assignments a join public.units u on u.id = a.unit_id and u.kind = 'store'
    where a.is_primary and a.starts_on <= v_on and (a.ends_on is null or a.ends_on > v_on) and (p_people is null or a.employee_id = any (p_people))
  ), owed as (
    select e.id, e.number, e.name, e.user_id, s.unit_id, e.home_unit_id, e.hq_contact_user_id, e.hq_contact_name, e.hired_on, s.arrived_on, l.last_on,
      greatest(s.arrived_on, l.last_on) + coalesce(r.days, 30) as due_on,
      (select min(n.follow_up_on) from public.touchpoint_notes n
        where n.employee_id = e.id and n.follow_up_on is not null and n.followed_up_at is null) as follow_up_on
    from stays s join public.employees e on e.id = s.employee_id and (e.left_on is null or e.left_on > v_on)
    left join rhythms r on r.id = e.home_unit_id
    cross join lateral (select max(t.happened_on) as last_on from public.touchpoints t where t.employee_id = e.id) l
  )
  insert into public.touchpoint_dues as d (employee_id, employee_number, employee_name, user_id, unit_id, home_unit_id, contact_user_id, contact_name,
    hired_on, arrived_on, last_on, due_on, follow_up_on)
  select o.id, o.number, o.name, o.user_id, o.unit_id, o.home_unit_id, o.hq_contact_user_id, o.hq_contact_name, o.hired_on, o.arrived_on, o.last_on, o.due_on,
    o.follow_up_on from owed o
  on conflict (employee_id) do update set employee_number = excluded.employee_number, employee_name = excluded.employee_name, user_id = excluded.user_id,
    unit_id = excluded.unit_id, home_unit_id = excluded.home_unit_id, contact_user_id = excluded.contact_user_id,
    contact_name = excluded.contact_name, hired_on = excluded.hired_on, arrived_on = excluded.arrived_on, last_on = excluded.last_on,
    due_on = excluded.due_on, follow_up_on = excluded.follow_up_on
  where (d.employee_number, d.employee_name, d.user_id, d.unit_id, d.home_unit_id, d.contact_user_id, d.contact_name, d.hired_on, d.arrived_on, d.last_on,
    d.due_on, d.follow_up_on) is distinct from (excluded.employee_number, excluded.employee_name, excluded.user_id, excluded.unit_id, excluded.home_unit_id,
    excluded.contact_user_id, excluded.contact_name, excluded.hired_on, excluded.arrived_on, excluded.last_on, excluded.due_on, excluded.follow_up_on);
  get diagnostics v_changed = row_count;
  delete from public.touchpoint_dues d where (p_people is null or d.employee_id = any (p_people)) and not exists (
    select from public.assignments a join public.units u on u.id = a.unit_id and u.kind = 'store'
    join public.employees e on e.id = a.employee_id and (e.left_on is null or e.left_on > v_on)
    where a.employee_id = d.employee_id and a.is_primary and a.starts_on <= v_on and (a.ends_on is null or a.ends_on > v_on));
  get diagnostics v_gone = row_count;
  return v_changed + v_gone;
end $$;

-- A contact who changes sees their people at once; who comes and goes is worked out each night.
create or replace function app.pass_on_contact() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.touchpoint_dues d set contact_user_id = new.hq_contact_user_id, contact_name = new.hq_contact_name,
    employee_name = new.name, user_id = new.user_id, home_unit_id = new.home_unit_id
  where d.employee_id = new.id;
  return null;
end $$;
create or replace trigger employees_contact after update of hq_contact_user_id, hq_contact_name, name, user_id, home_unit_id on public.employees
  for each row when ((old.hq_contact_user_id, old.hq_contact_name, old.name, old.user_id, old.home_unit_id)
    is distinct from (new.hq_contact_user_id, new.hq_contact_name, new.name, new.user_id, new.home_unit_id)) execute function app.pass_on_contact();

-- The item of a file that a document of a kind is.
create or replace function app.item_of_scan(p_kind text) returns text language sql immutable parallel safe
  return case p_kind when 'id_card_front' then 'idFront' when 'id_card_back' then 'idBack' when 'photo' then 'photo' when 'diploma' then 'diplomaScan'
    when 'contract' then 'contractScan' when 'health' then 'healthScan' when 'certificate' then 'certificateScan' else 'otherScan' end;

-- What a file holds on a day. It only asks whether a value is there; what is sealed stays so. A document counts once HR has verified it, and
-- until it expires.
create or replace function app.items_there(p_employee uuid, p_on date) returns text[]
language sql stable parallel safe security definer set search_path = '' as $$
  select array_remove(array['name', 'hiredOn',
      case when e.employment_form is not null then 'employmentForm' end,
      case when i.employee_id is not null then 'identityNumber' end,
      case when i.employee_id is not null then 'gender' end,
      case when i.registered_address is not null then 'registeredAddress' end,
      case when i.current_address is not null then 'currentAddress' end,
      case when k.phone <> '' then 'phone' end,
      case when k.email <> '' then 'email' end,
      case when k.emergency_name <> '' and k.emergency_phone <> '' then 'emergencyContact' end,
      case when b.employee_id is not null then 'bankAccount' end,
      case when exists (select from public.contracts c where c.employee_id = e.id and c.starts_on <= p_on
        and coalesce(c.ended_early_on, c.ends_on, 'infinity') > p_on) then 'contract' end], null)
    || array(select distinct c.kind from public.certificates c where c.employee_id = e.id and c.kind in ('education', 'health')
        and (c.expires_on is null or c.expires_on >= p_on))
    || array(select distinct app.item_of_scan(d.kind) from public.documents d where d.employee_id = e.id and d.removed_at is null
        and d.state = 'verified' and (d.expires_on is null or d.expires_on >= p_on))
    || array(select 'field:' || v.field_id from public.custom_values v where v.employee_id = e.id)
  from public.employees e
  left join public.identities i on i.employee_id = e.id
  left join public.employee_contacts k on k.employee_id = e.id
  left join public.bank_accounts b on b.employee_id = e.id
  where e.id = p_employee
$$;

-- Closes what was asked for and is there: a document when one was verified since, anything else when it is no longer missing. Whoever has left
-- is asked for nothing any more. For some people or, as null, for everybody.
create or replace function app.close_file_asks(p_people uuid[], p_on date) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.file_asks a set withdrawn_at = now() from public.employees e
  where e.id = a.employee_id and a.closed_at is null and a.withdrawn_at is null and e.left_on <= p_on
    and (p_people is null or a.employee_id = any (p_people));
  update public.file_asks a set closed_at = now()
  where a.closed_at is null and a.withdrawn_at is null and (p_people is null or a.employee_id = any (p_people))
    and case when a.item in ('idFront', 'idBack', 'photo', 'diplomaScan', 'contractScan', 'healthScan', 'certificateScan', 'otherScan')
      then exists (select from public.documents d where d.employee_id = a.employee_id and app.item_of_scan(d.kind) = a.item and d.removed_at is null
        and d.state = 'verified' and d.decided_at >= a.asked_at and (d.expires_on is null or d.expires_on >= p_on))
      else a.item = any (app.items_there(a.employee_id, p_on)) end;
end $$;

-- 档案完整度: what of the rules each file has and lacks, for some people or, as null, for everybody. Answers
-- how many files changed.
create or replace function app.renew_file_states(p_people uuid[], p_on date) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare v_on date := case when app.portal() in ('hq', 'store', 'me') then app.today() else p_on end; v_people uuid[] := p_people; v_changed int; v_gone int;
begin
  if v_people is null then v_people := array(select e.id from public.employees e where e.left_on is null or e.left_on > v_on); end if;
  with rules as materialized (
    select r.item, r.level, r.placement, r.family, r.position, r.is_for_store,
      r.item in ('employmentForm', 'contract', 'education', 'health', 'photo', 'diplomaScan') as is_work
    from public.file_rules r
    union all select 'field:' || c.id, 'company', 'any', '', 1000 + c.position, false, c.class = 'work'
    from public.custom_fields c where c.is_required and c.retired_at is null
  ), people as (
    select e.id, e.number, e.name, e.user_id, e.home_unit_id, coalesce(a.unit_id, e.home_unit_id) as unit_id, coalesce(a.family, '') as family,
      case when coalesce(a.unit_id, e.home_unit_id) = e.home_unit_id then 'home' else 'store' end as placement,
      app.items_there(e.id, v_on) as there
    from unnest(v_people) p (id) join public.employees e on e.id = p.id and (e.left_on is null or e.left_on > v_on)
    left join lateral (
      select s.unit_id, o.family from public.assignments s join public.positions o on o.id = s.position_id
      where s.employee_id = e.id and s.is_primary and s.starts_on <= v_on and (s.ends_on is null or s.ends_on > v_on) limit 1
    ) a on true
  ), owed as (
    select p.id, r.item, bool_or(r.level = 'legal') as is_legal, bool_or(r.is_for_store) as is_for_store, bool_or(r.is_work) as is_work, min(r.position) as position,
      r.item = any (p.there) as is_there
    from people p join rules r on r.placement in ('any', p.placement) and r.family in ('', p.family)
    group by p.id, r.item, p.there
  ), counted as (
    select id, count(*) filter (where is_legal)::int as legal_total, count(*) filter (where is_legal and is_there)::int as legal_have,
      count(*)::int as total, count(*) filter (where is_there)::int as have,
      coalesce(array_agg(item order by is_legal desc, position, item) filter (where not is_there), '{}') as missing,
      coalesce(array_agg(item order by is_legal desc, position, item) filter (where not is_there and is_work), '{}') as missing_work,
      coalesce(array_agg(item order by item) filter (where not is_there and is_for_store), '{}') as missing_store
    from owed group by id
  )
  insert into public.file_states as f (employee_id, employee_number, employee_name, user_id, unit_id, home_unit_id, legal_total, legal_have, total, have,
    rank, missing, missing_work, missing_store)
  select p.id, p.number, p.name, p.user_id, p.unit_id, p.home_unit_id, c.legal_total, c.legal_have, c.total, c.have,
    c.legal_have * 10000 / c.legal_total * 10001 + c.have * 10000 / c.total, c.missing, c.missing_work, c.missing_store
  from people p join counted c on c.id = p.id
  on conflict (employee_id) do update set employee_number = excluded.employee_number, employee_name = excluded.employee_name, user_id = excluded.user_id,
    unit_id = excluded.unit_id, home_unit_id = excluded.home_unit_id, legal_total = excluded.legal_total, legal_have = excluded.legal_have,
    total = excluded.total, have = excluded.have, rank = excluded.rank, missing = excluded.missing, missing_work = excluded.missing_work,
    missing_store = excluded.missing_store
  where (f.employee_number, f.employee_name, f.user_id, f.unit_id, f.home_unit_id, f.legal_total, f.legal_have, f.total, f.have, f.missing,
    f.missing_work, f.missing_store) is distinct from (excluded.employee_number, excluded.employee_name, excluded.user_id, excluded.unit_id,
    excluded.home_unit_id, excluded.legal_total, excluded.legal_have, excluded.total, excluded.have, excluded.missing, excluded.missing_work,
    excluded.missing_store);
  get diagnostics v_changed = row_count;
  if p_people is null then
    delete from public.file_states f using public.employees e where e.id = f.employee_id and e.left_on <= v_on;
  else
    delete from public.file_states f using unnest(p_people) p (id), public.employees e
    where f.employee_id = p.id and e.id = p.id and e.left_on <= v_on;
  end if;
  get diagnostics v_gone = row_count;
  perform app.close_file_asks(p_people, v_on);
  return v_changed + v_gone;
end $$;

-- Whoever is written about is looked at again, at once. Only for portals: a restored or told company is worked out whole.
create or replace function app.note_file_change() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.renew_file_states(array(select distinct c.employee_id from changed c), app.today());
  return null;
end $$;
create or replace function app.note_employee_change() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.renew_file_states(array(select c.id from changed c), app.today());
  return null;
end $$;
create or replace trigger employees_complete after update on public.employees referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_employee_change();
create or replace trigger assignments_complete after insert on public.assignments referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger employee_contacts_complete_new after insert on public.employee_contacts referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger employee_contacts_complete after update on public.employee_contacts referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger identities_complete_new after insert on public.identities referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger identities_complete after update on public.identities referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger bank_accounts_complete after insert on public.bank_accounts referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger contracts_complete_new after insert on public.contracts referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger contracts_complete after update on public.contracts referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger certificates_complete_new after insert on public.certificates referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger certificates_complete after update on public.certificates referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger certificates_complete_gone after delete on public.certificates referencing old table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger documents_complete_new after insert on public.documents referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger documents_complete after update on public.documents referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger custom_values_complete_new after insert on public.custom_values referencing new table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();
create or replace trigger custom_values_complete_gone after delete on public.custom_values referencing old table as changed
  for each statement when (app.portal() is not null) execute function app.note_file_change();

-- How many files of a unit lack what, for each home unit and for all of them, by difference: what changed is added, or with -1 taken away.
create or replace function app.count_files() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_sign int := tg_argv[0];
begin
  insert into public.file_unit_states as u (unit_id, home_unit_id, people, legal_short, short, legal_total, legal_have, total, have)
  select c.unit_id, c.home_unit_id, v_sign * count(*), v_sign * count(*) filter (where c.legal_have < c.legal_total),
    v_sign * count(*) filter (where c.legal_have = c.legal_total and c.have < c.total),
    v_sign * sum(c.legal_total), v_sign * sum(c.legal_have), v_sign * sum(c.total), v_sign * sum(c.have)
  from changed c group by 1, 2 order by 1, 2
  on conflict (unit_id, home_unit_id) do update set people = u.people + excluded.people, legal_short = u.legal_short + excluded.legal_short,
    short = u.short + excluded.short, legal_total = u.legal_total + excluded.legal_total, legal_have = u.legal_have + excluded.legal_have,
    total = u.total + excluded.total, have = u.have + excluded.have;
  insert into public.file_unit_totals as u (unit_id, people, legal_short, short, legal_total, legal_have, total, have)
  select c.unit_id, v_sign * count(*), v_sign * count(*) filter (where c.legal_have < c.legal_total),
    v_sign * count(*) filter (where c.legal_have = c.legal_total and c.have < c.total),
    v_sign * sum(c.legal_total), v_sign * sum(c.legal_have), v_sign * sum(c.total), v_sign * sum(c.have)
  from changed c group by 1 order by 1
  on conflict (unit_id) do update set people = u.people + excluded.people, legal_short = u.legal_short + excluded.legal_short,
    short = u.short + excluded.short, legal_total = u.legal_total + excluded.legal_total, legal_have = u.legal_have + excluded.legal_have,
    total = u.total + excluded.total, have = u.have + excluded.have;
  return null;
end $$;
create or replace trigger file_states_count_new after insert on public.file_states referencing new table as changed
  for each statement execute function app.count_files('1');
create or replace trigger file_states_count_before after update on public.file_states referencing old table as changed
  for each statement execute function app.count_files('-1');
create or replace trigger file_states_count_after after update on public.file_states referencing new table as changed
  for each statement execute function app.count_files('1');
create or replace trigger file_states_count_gone after delete on public.file_states referencing old table as changed
  for each statement execute function app.count_files('-1');

-- What of contracts, certificates and insurance needs somebody on which days, and in which months somebody is in no scheme; for some people
-- or, as null, for everybody. Nothing in it depends on the day, so that no night has to pass for it to be right; the day that the worker says
-- decides only which limits of the law hold and what is over and may go. Answers how many rows changed.
create or replace function app.renew_terms(p_people uuid[], p_on date) returns int
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare v_on date := coalesce(p_on, app.today()); v_people uuid[]; v_limits jsonb; v_changed int; v_gone int;
begin
  if p_people is null then
    v_people := array(select e.id from public.employees e);
  else
    -- two who write about one person at once would each miss what the other wrote
    v_people := array(select e.id from public.employees e where e.id = any (p_people) order by e.id for no key update);
  end if;
  v_limits := (select jsonb_object_agg(l.name, l.value) from (
    select distinct on (name) name, value from public.law_limits where starts_on <= v_on order by name, starts_on desc) l);
  with people as materialized (
    select e.id, e.home_unit_id, e.hired_on, e.left_on, e.employment_form from unnest(v_people) p (id) join public.employees e on e.id = p.id
  ), found as materialized (
    select 'unwritten' as matter, e.id as subject_id, e.id as employee_id, e.home_unit_id,
      case when lower(g.days) = e.hired_on then 'never' else 'lapsed' end as about, lower(g.days) as from_on, upper(g.days) as until_on,
      (lower(g.days) + make_interval(months => (v_limits ->> 'contract.written_within')::int))::date as due_on
    from people e
    cross join lateral (select coalesce(range_agg(daterange(c.starts_on, least(c.ends_on, c.ended_early_on))), '{}') as days
      from public.contracts c where c.employee_id = e.id) c
    cross join lateral unnest(datemultirange(daterange(e.hired_on, e.left_on)) - c.days) g (days)
    where e.employment_form is distinct from 'part_time'
    union all
    select case when c.kind = 'fixed_term' and e.employment_form is distinct from 'part_time' and (
          e.hired_on + make_interval(years => (v_limits ->> 'contract.open_ended_after_years')::int) <= c.ends_on
          or (select count(*) from public.contracts f where f.employee_id = c.employee_id and f.starts_on <= c.starts_on and f.starts_on >= e.hired_on
            and f.starts_on > coalesce((select max(o.starts_on) from public.contracts o where o.employee_id = c.employee_id and o.kind <> 'fixed_term'),
              '-infinity')) >= (v_limits ->> 'contract.open_ended_after_terms')::int)
        then 'secondTerm' else 'ending' end,
      c.id, e.id, e.home_unit_id, c.kind, greatest(c.starts_on, e.hired_on), c.ends_on, c.ends_on - 1
    from people e cross join lateral (select * from public.contracts c where c.employee_id = e.id offset 0) c
    where c.ends_on is not null and c.ended_early_on is null and (e.left_on is null or e.left_on > c.ends_on)
      and not exists (select from public.contracts n where n.employee_id = c.employee_id and n.starts_on >= c.ends_on)
    union all
    select 'probation', c.id, e.id, e.home_unit_id, c.kind, e.hired_on, least(c.probation_ends_on, e.left_on), c.probation_ends_on - 1
    from people e cross join lateral (select * from public.contracts c where c.employee_id = e.id offset 0) c
    where c.confirmed_on is null and c.probation_ends_on is not null and c.ended_early_on is null
    union all
    select 'certificate', c.id, e.id, e.home_unit_id, c.name, e.hired_on, e.left_on, c.expires_on
    from people e cross join lateral (select * from public.certificates c where c.employee_id = e.id and c.expires_on is not null offset 0) c
    where not exists (select from public.certificates n where n.renews_id = c.id)
    union all
    select 'uninsured', e.id, e.id, e.home_unit_id, '', greatest(e.hired_on, n.until_on), e.left_on,
      e.hired_on + (v_limits ->> 'insurance.register_within')::int
    from people e
    cross join lateral (select max(coalesce(n.ends_on, 'infinity')) as until_on from public.insurance_enrolments n
      where n.employee_id = e.id and n.ends_on is distinct from n.starts_on) n
    where n.until_on is distinct from 'infinity'
  ), standing as materialized (
    select * from found f where f.until_on is null or f.until_on > f.from_on and (p_on is null or f.until_on > p_on)
  ), gone as (
    delete from public.term_matters t using people e
    where t.employee_id = e.id and not exists (
      select from standing f where f.subject_id = t.subject_id and f.matter = t.matter and f.from_on = t.from_on)
    returning true
  ), kept as (
    insert into public.term_matters as t (matter, subject_id, employee_id, home_unit_id, about, from_on, until_on, due_on)
    select f.matter, f.subject_id, f.employee_id, f.home_unit_id, f.about, f.from_on, f.until_on, f.due_on from standing f
    on conflict (subject_id, matter, from_on) do update set home_unit_id = excluded.home_unit_id, about = excluded.about,
      until_on = excluded.until_on, due_on = excluded.due_on
    where (t.home_unit_id, t.about, t.until_on, t.due_on)
      is distinct from (excluded.home_unit_id, excluded.about, excluded.until_on, excluded.due_on)
    returning true
  )
  select (select count(*) from gone) + (select count(*) from kept) into v_changed;
  with people as materialized (
    select e.id, e.hired_on, e.left_on, (
      select coalesce(range_agg(daterange(n.starts_on, n.ends_on)), '{}') from public.insurance_enrolments n where n.employee_id = e.id) as enrolled
    from unnest(v_people) p (id) join public.employees e on e.id = p.id
  ), found as materialized (
    select e.id as employee_id, case when g.days << any (select unnest(e.enrolled)) then 'later' when not isempty(e.enrolled) then 'ended' else 'never' end as gap,
      lower(g.days) as starts_on, upper(g.days) as ends_on
    from people e
    cross join lateral unnest(datemultirange(daterange(date_trunc('month', e.hired_on)::date, e.left_on)) - e.enrolled) g (days)
    union all
    select e.id, 'gone', lower(g.days), upper(g.days)
    from people e cross join lateral unnest(e.enrolled * datemultirange(daterange(e.left_on, null))) g (days) where e.left_on is not null
  ), gone as (
    delete from public.insurance_gaps t using people e
    where t.employee_id = e.id and not exists (select from found f where f.employee_id = t.employee_id and f.starts_on = t.starts_on)
    returning true
  ), kept as (
    insert into public.insurance_gaps as t (employee_id, gap, starts_on, ends_on)
    select f.employee_id, f.gap, f.starts_on, f.ends_on from found f
    on conflict (employee_id, starts_on) do update set gap = excluded.gap, ends_on = excluded.ends_on
    where (t.gap, t.ends_on) is distinct from (excluded.gap, excluded.ends_on)
    returning true
  )
  select (select count(*) from gone) + (select count(*) from kept) into v_gone;
  return v_changed + v_gone;
end $$;

-- Also for whom no portal acts: what is due is never a night late.
create or replace function app.note_terms() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.renew_terms(array(select distinct c.employee_id from changed c), null);
  return null;
end $$;
create or replace function app.note_terms_of_people() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_people uuid[];
begin
  if tg_op = 'INSERT' then
    v_people := array(select c.id from changed c);
  else
    v_people := array(select c.id from changed c join before b on b.id = c.id where (c.home_unit_id, c.hired_on, c.left_on, c.employment_form)
      is distinct from (b.home_unit_id, b.hired_on, b.left_on, b.employment_form));
  end if;
  if v_people <> '{}' then perform app.renew_terms(v_people, null); end if;
  return null;
end $$;
create or replace trigger employees_terms_new after insert on public.employees referencing new table as changed
  for each statement execute function app.note_terms_of_people();
create or replace trigger employees_terms after update on public.employees referencing old table as before new table as changed
  for each statement execute function app.note_terms_of_people();
create or replace trigger contracts_terms_new after insert on public.contracts referencing new table as changed
  for each statement execute function app.note_terms();
create or replace trigger contracts_terms after update on public.contracts referencing new table as changed
  for each statement execute function app.note_terms();
create or replace trigger contracts_terms_gone after delete on public.contracts referencing old table as changed
  for each statement execute function app.note_terms();
create or replace trigger certificates_terms_new after insert on public.certificates referencing new table as changed
  for each statement execute function app.note_terms();
create or replace trigger certificates_terms after update on public.certificates referencing new table as changed
  for each statement execute function app.note_terms();
create or replace trigger certificates_terms_gone after delete on public.certificates referencing old table as changed
  for each statement execute function app.note_terms();
create or replace trigger insurance_enrolments_terms_new after insert on public.insurance_enrolments referencing new table as changed
  for each statement execute function app.note_terms();
create or replace trigger insurance_enrolments_terms after update on public.insurance_enrolments referencing new table as changed
  for each statement execute function app.note_terms();
create or replace trigger insurance_enrolments_terms_gone after delete on public.insurance_enrolments referencing old table as changed
  for each statement execute function app.note_terms();

-- How many people a month has, by difference: one more from the month of somebody's first day, one less once they have left by its first day.
create or replace function app.staff_changes(p_hired date, p_left date) returns table (month date, change int)
language sql immutable parallel safe
begin atomic
  select date_trunc('month', p_hired)::date, 1
  union all select (date_trunc('month', p_left - 1) + interval '1 month')::date, -1 where p_left is not null;
end;
create or replace function app.count_staff() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    insert into public.staff_months as s (month, change)
    select m.month, sum(m.change) from (
      select m.* from changed c cross join lateral app.staff_changes(c.hired_on, c.left_on) m
      union all select m.month, -m.change from before b cross join lateral app.staff_changes(b.hired_on, b.left_on) m) m
    group by m.month having sum(m.change) <> 0 order by m.month
    on conflict (month) do update set change = s.change + excluded.change;
  else
    insert into public.staff_months as s (month, change)
    select m.month, tg_argv[0]::int * sum(m.change) from changed c cross join lateral app.staff_changes(c.hired_on, c.left_on) m
    group by m.month order by m.month
    on conflict (month) do update set change = s.change + excluded.change;
  end if;
  return null;
end $$;
create or replace trigger employees_months_new after insert on public.employees referencing new table as changed
  for each statement execute function app.count_staff('1');
create or replace trigger employees_months after update on public.employees referencing old table as before new table as changed
  for each statement execute function app.count_staff();
create or replace trigger employees_months_gone after delete on public.employees referencing old table as changed
  for each statement execute function app.count_staff('-1');

-- What a new store may know of the praise that somebody brings along: thanks that both sides were to see, while the person's consent stands.
create or replace function app.praise_of(p_employee uuid, p_most int)
returns table (author_name text, unit_name text, topic text, body text, created_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not p_employee = any (app.consenting_ids()) then return; end if;
  return query
    select n.author_name, coalesce(u.name, h.name), n.topic, n.body, n.created_at
    from public.thanks_notes n left join public.units u on u.id = n.store_unit_id left join public.units h on h.id = n.home_unit_id
    where n.receiver_employee_id = p_employee and n.kind = 'thanks' and n.is_shared and n.withdrawn_at is null
    order by n.id desc limit least(p_most, 5);
end $$;

-- Nobody's to call: whether a row was written in this very transaction, or in the part of it that is going on, as where several requests are
-- approved at once: each of these holds its own number locked until it ends.
create or replace function app.is_written_here(p_xmin xid) returns boolean language sql volatile security definer set search_path = '' as $$
  select p_xmin = pg_current_xact_id()::xid or exists (select from pg_catalog.pg_locks l
    where l.locktype = 'transactionid' and l.transactionid = p_xmin and l.pid = pg_backend_pid() and l.mode = 'ExclusiveLock')
$$;

-- 应学规则. What is asked of whoever begins in a position of a unit on a day; where several rules ask for a course, within the shortest time.
create or replace function app.courses_asked(p_unit uuid, p_position uuid, p_on date)
returns table (course_id uuid, version_id uuid, title text, rule_id uuid, days int) language sql stable set search_path = '' as $$
  select distinct on (c.id) c.id, v.id, c.title, r.id, r.days
  from public.course_rules r
  join public.courses c on c.id = r.course_id and c.version > 0 and c.retired_at is null
  join public.course_versions v on v.course_id = c.id and v.version = c.version
  where r.starts_on <= p_on and (r.ends_on is null or r.ends_on > p_on)
    and (r.unit_id is null or r.unit_id in (select x.id from app.units_above(p_unit) x))
    and (r.position_id is null or r.position_id = p_position)
    and (r.family = '' or r.family = (select p.family from public.positions p where p.id = p_position))
  order by c.id, r.days, r.id
$$;

-- By when a course is to be learnt. Nobody is late from the start: time counts from the first day there, or from today where that is past.
create or replace function app.course_due(p_days int, p_from date, p_today date) returns date language sql immutable parallel safe
  as $$ select greatest(p_from, p_today) + p_days $$;

-- Gives somebody what is asked where they begin. What they have learnt before, in whatever version, or have open is not asked again.
create or replace function app.assign_courses(p_employee uuid, p_unit uuid, p_position uuid, p_on date, p_why text, p_request uuid,
  p_by text, p_role text, p_at timestamptz) returns table (title text, due_on date)
language sql volatile security definer set search_path = '' as $$
  with made as (
    insert into public.enrollments (employee_id, course_id, version_id, unit_id, why, rule_id, request_id, assigned_by_name, assigned_by_role, assigned_at, due_on)
    select p_employee, a.course_id, a.version_id, p_unit, p_why, a.rule_id, p_request, p_by, p_role, p_at,
      app.course_due(a.days, p_on, (p_at at time zone 'Asia/Shanghai')::date)
    from app.courses_asked(p_unit, p_position, p_on) a
    where not exists (select from public.enrollments e where e.employee_id = p_employee and e.course_id = a.course_id and e.status in ('open', 'completed'))
    on conflict do nothing returning course_id, due_on
  )
  select c.title, m.due_on from made m join public.courses c on c.id = m.course_id order by m.due_on, c.title
$$;

-- What an approved transfer does to what somebody has to learn. What the next place asks as well goes along with them, as does what HR gave
-- them; of a store's other courses they are relieved. Whoever signs last need not be somebody who may read or give them.
create or replace function app.apply_courses(p_request uuid) returns table (verb text, title text, due_on date)
language plpgsql volatile security definer set search_path = '' as $$
declare t public.transfers; r public.requests; v_by public.decisions;
begin
  select * into r from public.requests q where q.id = p_request;
  select * into t from public.transfers x where x.request_id = p_request;
  perform app.assert_applied_here(p_request);
  if t.kind = 'extend' then return; end if;
  update public.enrollments e set unit_before_id = e.unit_id, unit_id = t.to_unit_id, changed_by_request_id = p_request
    where e.employee_id = t.employee_id and e.status = 'open' and e.unit_id = t.from_unit_id
      and (e.course_id in (select a.course_id from app.courses_asked(t.to_unit_id, t.to_position_id, t.effective_on) a)
        or e.why = 'hand' and e.assigned_by_role = 'hr');
  return query
    with gone as (
      update public.enrollments e set status = 'withdrawn', withdrawn_at = r.finished_at, changed_by_request_id = p_request
      where e.employee_id = t.employee_id and e.status = 'open' and e.unit_id = t.from_unit_id
        and exists (select from public.units u where u.id = t.from_unit_id and u.kind = 'store')
      returning e.course_id, e.due_on
    ) select 'withdrawn', c.title, g.due_on from gone g join public.courses c on c.id = g.course_id order by c.title;
  select * into v_by from public.decisions d where d.request_id = p_request and d.verb = 'approve' order by d.decided_at desc, d.id desc limit 1;
  return query select 'assigned', a.title, a.due_on
    from app.assign_courses(t.employee_id, t.to_unit_id, t.to_position_id, t.effective_on, 'transfer', p_request,
      coalesce(v_by.actor_name, r.applicant_name), 'system', r.finished_at) a;
end $$;

-- Nobody is asked any more for what would be due after their last day; what is due before it they still owe until then.
create or replace function app.end_courses(p_request uuid) returns table (title text)
language plpgsql volatile security definer set search_path = '' as $$
declare l public.leavings; r public.requests;
begin
  select * into r from public.requests q where q.id = p_request;
  select * into l from public.leavings x where x.request_id = p_request;
  perform app.assert_applied_here(p_request);
  return query
    with gone as (
      update public.enrollments e set status = 'withdrawn', withdrawn_at = r.finished_at, changed_by_request_id = p_request
      where e.employee_id = l.employee_id and e.status = 'open'
        and (e.due_on >= l.left_on or l.left_on <= (r.finished_at at time zone 'Asia/Shanghai')::date)
      returning e.course_id
    ) select c.title from gone g join public.courses c on c.id = g.course_id order by c.title;
end $$;

-- A course is learnt lesson by lesson, and given in a version that was published. A store takes back what a store gave by hand; what else is
-- asked there is HR's, but a request may end it whoever signs last.
create or replace function app.guard_enrollment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.status = 'completed' and exists (select from public.lessons l where l.version_id = new.version_id and not exists (
      select from public.lesson_completions d where d.enrollment_id = new.id and d.lesson_id = l.id and d.completed_at is not null))
    or not exists (select from public.course_versions v where v.id = new.version_id and v.course_id = new.course_id and v.published_at is not null)
  then raise exception 'enrollment_not_so_any_more' using errcode = 'P0001'; end if;
  if app.portal() = 'store' and new.status = 'withdrawn' and new.changed_by_request_id is null
    and not (new.why = 'hand' and new.assigned_by_role = 'manager')
  then raise exception 'enrollment_for_hr' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger enrollments_guard after insert or update of status, version_id, course_id on public.enrollments for each row
  when (app.portal() is not null) execute function app.guard_enrollment();

-- What was published is never changed, so that what somebody learnt stays readable.
create or replace function app.guard_lesson() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.course_versions v where v.id in (case when tg_op <> 'INSERT' then old.version_id end, case when tg_op <> 'DELETE' then new.version_id end)
    and v.published_at is not null)
  then raise exception 'enrollment_not_so_any_more' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger lessons_guard after insert or update or delete on public.lessons for each row
  when (app.portal() is not null) execute function app.guard_lesson();

-- What somebody learnt before and elsewhere, for a store that they let read it.
create or replace function app.training_of(p_employee uuid) returns table (title text, completed_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not p_employee = any (app.consenting_ids()) or not exists (select from public.consents c
    where c.employee_id = p_employee and c.unit_id = any (app.unit_ids()) and c.withdrawn_at is null and c.includes_training) then return; end if;
  return query
    select c.title, e.completed_at from public.enrollments e join public.courses c on c.id = e.course_id
    where e.employee_id = p_employee and e.status = 'completed' and not e.unit_id = any (app.unit_ids())
    order by e.completed_at desc, e.id limit 50;
end $$;

-- What somebody is given to learn once an open request is approved, for whoever decides it where they are to come to: nothing is said of what
-- they have learnt before.
create or replace function app.courses_coming(p_request uuid) returns table (title text, days int)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select a.title, a.days from public.transfers t
    cross join lateral app.courses_asked(t.to_unit_id, t.to_position_id, t.effective_on) a
    where t.request_id = p_request and t.state = 'open' and p_request = any (app.request_ids()) and t.to_unit_id = any (app.unit_ids())
      and not exists (select from public.enrollments e
        where e.employee_id = t.employee_id and e.course_id = a.course_id and e.status in ('open', 'completed'))
    order by a.days, a.title;
end $$;

-- The last day of a health certificate that does not last for the stay at a store, or null where there is none: for whoever leads the store,
-- plans the stay of somebody of theirs or decides it, and may not let anybody work without one (Food Safety Law art. 45); and nothing else of
-- the person's papers. No row: there is no gap.
drop function if exists app.health_gap(uuid);
create or replace function app.health_gap(p_employee uuid, p_unit uuid, p_position uuid, p_from date, p_to date) returns table (until date)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select nullif(h.until, 'infinity') from (
      select max(coalesce(c.expires_on, 'infinity')) as until from public.certificates c
      where c.employee_id = p_employee and c.kind = 'health') h
    where p_unit = any (app.unit_ids())
      and (p_employee = any (app.employee_ids()) or exists (select from public.transfers t
        where t.employee_id = p_employee and t.to_unit_id = p_unit and t.to_position_id = p_position and t.effective_on = p_from
          and t.ends_on is not distinct from p_to and t.state in ('open', 'applied') and t.request_id = any (app.request_ids())))
      and exists (select from public.file_rules r join public.positions p on p.id = p_position
        where r.item = 'health' and r.placement in ('any', 'store') and r.family in ('', p.family))
      and (h.until is null or h.until < coalesce(p_to - 1, p_from));
end $$;

-- What is to be reported in a position of a unit on a day, by the rule of app.reports_owed: whoever comes there may know before. Another
-- store's manager has no part in it.
create or replace function app.reports_asked(p_unit uuid, p_position uuid, p_on date)
returns table (name text, rhythm text, due_time time) language plpgsql stable security definer set search_path = '' as $$
begin
  if (select s.role from app.seat() s) = 'manager' and not p_unit = any (app.unit_ids()) then return; end if;
  return query
    select t.name, t.rhythm, t.due_time from public.report_templates t
    where t.starts_on <= p_on and (t.ends_on is null or t.ends_on > p_on)
      and (cardinality(t.position_ids) = 0 or p_position = any (t.position_ids))
      and (cardinality(t.unit_ids) = 0 or t.unit_ids && array(select x.id from app.units_above(p_unit) x))
    order by t.rhythm, t.name, t.id limit 10;
end $$;

-- 搜索. One spelling of a text: full width as half width, lower case, single spaces, no marks that cannot be seen.
create or replace function app.spelled(p_text text) returns text language sql immutable parallel safe
  return btrim(regexp_replace(regexp_replace(lower(normalize(p_text, NFKC)), '\s+', ' ', 'g'), '[[:cntrl:]\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g'));

-- The pairs of neighbouring characters of a spelled text: what an index can answer for words of two characters, which trigrams cannot.
create or replace function app.grams_of(p_spelled text) returns text[] language sql immutable parallel safe
begin atomic
  select coalesce(array_agg(distinct p.pair), '{}')
  from (select c || lead(c) over (order by n) as pair from regexp_split_to_table(p_spelled, '') with ordinality t (c, n)) p
  where p.pair is not null and position(' ' in p.pair) = 0;
end;

-- What a text is filed under besides its pairs, so that the index can be asked about one kind, or its latest months, alone. No pair is so long.
create or replace function app.marks_of(p_kind text, p_at timestamptz) returns text[] language sql stable parallel safe
  return array['@' || p_kind, '@' || p_kind || to_char(p_at at time zone 'UTC', 'YYYYMM')];

create or replace function app.file_text(p_id uuid, p_kind text, p_owner uuid, p_internal boolean, p_at timestamptz, p_text text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_text text := app.spelled(p_text);
begin
  delete from public.findable_texts f where f.id = p_id;
  if v_text <> '' then
    insert into public.findable_texts (id, kind, owner_id, is_internal, at, text, grams)
      values (p_id, p_kind, p_owner, p_internal, p_at, v_text, app.grams_of(v_text) || app.marks_of(p_kind, p_at));
  end if;
end $$;

-- A ticket is filed with its number and title in its first post; what the system writes has no text.
create or replace function app.file_ticket_post() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.file_text(new.id, 'ticket', new.ticket_id, false, new.created_at, case when new.kind = 'opened'
    then (select t.number || ' ' || t.title || ' ' from public.tickets t where t.id = new.ticket_id) || new.body else new.body end);
  return null;
end $$;
create or replace trigger ticket_posts_file after insert on public.ticket_posts for each row execute function app.file_ticket_post();

create or replace function app.file_ticket_note() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.file_text(new.id, 'ticket', new.ticket_id, true, new.created_at, new.body);
  return null;
end $$;
create or replace trigger ticket_notes_file after insert on public.ticket_notes for each row execute function app.file_ticket_note();

-- Of a notice the version in force, and nothing once it is withdrawn.
create or replace function app.file_notice(p_notice uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.findable_texts f where f.owner_id = p_notice;
  perform app.file_text(v.id, 'notice', n.id, false, greatest(v.created_at, n.publish_at), n.number || ' ' || v.title || ' ' || v.body)
    from public.notices n join public.notice_versions v on v.notice_id = n.id and v.version = n.version
    where n.id = p_notice and n.status <> 'withdrawn';
end $$;
create or replace function app.file_notice_row() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.file_notice(case tg_table_name when 'notices' then new.id else (to_jsonb(new) ->> 'notice_id')::uuid end);
  return null;
end $$;
create or replace trigger notice_versions_file after insert or update on public.notice_versions for each row execute function app.file_notice_row();
create or replace trigger notices_file after update of status, version, publish_at on public.notices for each row execute function app.file_notice_row();

-- Of a report what was written and chosen in it, once it is handed in.
create or replace function app.answers_text(p_answers jsonb) returns text language sql immutable parallel safe as $$
  select string_agg(a #>> '{}', ' ') from jsonb_path_query(p_answers, 'strict $.** ? (@.type() == "string")') a
$$;
create or replace function app.file_report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.file_text(new.id, 'report', new.id, false, new.submitted_at, app.answers_text(new.answers));
  return null;
end $$;
create or replace trigger reports_file after insert or update of answers on public.reports for each row
  when (new.submitted_at is not null) execute function app.file_report();

create or replace function app.file_report_comment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.file_text(new.id, 'report', new.report_id, false, new.created_at, new.body);
  return null;
end $$;
create or replace trigger report_comments_file after insert on public.report_comments for each row execute function app.file_report_comment();

-- What the policies of tickets, notices and reports say, for app.find_texts: `reads` is asked of each text f that has the words, with the
-- seat's keys as $7 and those of internal notes as $8; `few` lists what the seat reads, with the keys as $1, where that may be little.
create or replace function app.text_rights(p_kind text, p_role text, out reads text, out few text, out keys uuid[], out deals uuid[])
language plpgsql stable security definer set search_path = '' as $$
begin
  case p_kind
    when 'ticket' then
      if p_role = 'admin' then return; end if;
      keys := app.ticket_keys();
      deals := case when p_role in ('hr', 'head', 'specialist', 'manager') then keys when p_role = 'executive' then array[app.user_id()] else '{}' end;
      reads := 'exists (select from public.tickets t where t.id = f.owner_id and t.readers && $7
        and (not f.is_internal or t.handlers && $8 and t.author_user_id <> (select app.user_id())))';
      -- a region of many stores is wide, which is known without counting
      if p_role not in ('hr', 'executive', 'auditor') and cardinality(keys) <= 40 then
        few := 'select t.id from public.tickets t where (t.readers || ''{}''::uuid[]) && $1';
      end if;
    when 'notice' then
      if p_role = 'admin' then return; end if;
      reads := 'true';
      if p_role not in ('hr', 'executive', 'auditor') then
        keys := app.notice_ids();
        reads := 'f.owner_id = any ($7)';
        few := 'select unnest($1)';
      end if;
    when 'report' then
      if p_role in ('hr', 'executive') then reads := 'true'; return; end if;
      if p_role not in ('head', 'manager', 'employee') then return; end if;
      keys := case p_role when 'head' then app.employee_ids() when 'manager' then app.unit_ids() else array[app.employee_id()] end;
      few := case p_role when 'manager' then 'select r.id from public.reports r where r.unit_id = any ($1)'
        else 'select r.id from public.reports r where r.employee_id = any ($1)' end;
      reads := 'f.owner_id in (' || replace(few, '$1', '$7') || ' and r.id = f.owner_id)';
  end case;
end $$;

-- Texts of a kind that have every word, newest first, before a moment: ids, and only of what the seat may read. Row security would keep the
-- index from being used, so what the policies say is said here again, and whoever shows a text reads it under them.
-- A seat that reads little has that looked through. Others have the newest texts looked through first, which is enough for words that are
-- common; a word that is not found often enough there is rarer, and the index finds it: in the last months, then anywhere.
create or replace function app.find_texts(p_kind text, p_words text, p_before timestamptz, p_before_id uuid, p_most int)
returns table (id uuid, owner_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
declare
  v_text text := app.spelled(left(p_words, 200));
  v_grams text[] := app.grams_of(v_text);
  v_like text[] := array(select '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%' from unnest(string_to_array(v_text, ' ')) w);
  v_before timestamptz := coalesce(p_before, 'infinity');
  v_before_id uuid := coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_months text[] := array(select (app.marks_of(p_kind, least(v_before, now()) - make_interval(months => m)))[2] from generate_series(0, 2) m);
  v_role text := case when app.portal() = 'me' then 'employee' else (select s.role from app.seat() s) end;
  v_rights record; v_own uuid[]; v_steps text[]; v_step text; v_found uuid[];
begin
  if app.user_id() is null or cardinality(v_grams) = 0 then return; end if;
  select * into v_rights from app.text_rights(p_kind, v_role);
  if v_rights.reads is null then return; end if;
  if v_rights.few is not null then
    execute 'select array(' || v_rights.few || ' limit 2001)' into v_own using v_rights.keys;
  end if;
  v_steps := case when cardinality(v_own) <= 2000 then array['where f.owner_id = any ($9)'] else array[
    'where f.kind = $1 and (f.at, f.id) < ($2, $3) order by f.at desc, f.id desc limit greatest(3000, 30 * $6)',
    'where f.grams @> $5 and f.grams && $10',
    'where f.grams @> $5'] end;
  foreach v_step in array v_steps loop
    execute 'with f as materialized (select * from public.findable_texts f ' || v_step || ')
      select array(select f.id from f where f.kind = $1 and (f.at, f.id) < ($2, $3) and f.text like all ($4) and ' || v_rights.reads || '
        order by f.at desc, f.id desc limit $6)'
      into v_found using p_kind, v_before, v_before_id, v_like, v_grams || ('@' || p_kind), p_most, v_rights.keys, v_rights.deals, v_own, v_months;
    exit when cardinality(v_found) >= p_most;
  end loop;
  return query select f.id, f.owner_id, f.at from public.findable_texts f where f.id = any (v_found) order by f.at desc, f.id desc;
end $$;

-- What was written before there was a search is filed once.
do $$
begin
  if exists (select from public.findable_texts) then return; end if;
  perform app.file_text(p.id, 'ticket', t.id, false, p.created_at, case when p.kind = 'opened' then t.number || ' ' || t.title || ' ' || p.body else p.body end)
    from public.ticket_posts p join public.tickets t on t.id = p.ticket_id;
  perform app.file_text(n.id, 'ticket', n.ticket_id, true, n.created_at, n.body) from public.ticket_notes n;
  perform app.file_notice(n.id) from public.notices n;
  perform app.file_text(r.id, 'report', r.id, false, r.submitted_at, app.answers_text(r.answers)) from public.reports r where r.submitted_at is not null;
  perform app.file_text(c.id, 'report', c.report_id, false, c.created_at, c.body) from public.report_comments c;
end $$;

-- Views of the employee list for HR: the own and those that HR shares. A person has a few, a company a few that are shared.
create or replace function app.view_ids() returns uuid[] language sql stable security definer set search_path = '' as $$
  select array(select v.id from public.saved_views v where v.user_id = app.user_id() or v.is_shared)
$$;

-- 导出. The worker reads as the person who asked: in a session made for this one export, under the very grant in whose seat it was asked
-- for, and only while both stand. The session can be named by its hash alone, which is answered to nobody but the worker; the token that
-- would hash to it is thrown away here, so no cookie opens it. It stands among the person's sessions, and ending it ends the export.
create or replace function app.export_stands(p_export uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.exports x
    join public.users u on u.id = x.user_id and u.disabled_at is null
    join public.role_grants g on g.id = x.grant_id and g.user_id = x.user_id and g.role in ('hr', 'executive', 'head')
      and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
    left join public.sessions s on s.id = x.session_id
    where x.id = p_export and x.status = 'running'
      and (x.session_id is null or s.revoked_at is null and s.expires_at > now())
      and not exists (select from public.employees e where e.user_id = u.id and e.left_on <= app.today()))
$$;

-- How far it is reaches the open page of whoever asked: the worker leaves no trail.
create or replace function app.note_export() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.outbox (subject, subject_id, user_id) values ('export', new.id, new.user_id);
  return null;
end $$;
create or replace trigger exports_note after update of status, rows_done on public.exports for each row
  when (app.portal() = 'job') execute function app.note_export();

-- Guard of documents: what people change of their own waits for HR's look again.
create or replace function app.guard_document() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if app.portal() = 'me' and new.state <> 'unverified' then raise exception 'document_part_not_theirs' using errcode = 'P0001'; end if;
  return new;
end $$;
create or replace trigger documents_guard before insert or update on public.documents for each row
  when (current_user ~ '^outpost_role_') execute function app.guard_document();

-- Birthdays: files from before month and day were kept as a keyed hash. The worker opens what is missing, and reads no other date of birth.
create or replace function app.missing_birthdays(p_after uuid, p_limit int) returns table (employee_id uuid, birth_date bytea)
language sql stable security definer set search_path = '' as $$
  select i.employee_id, i.birth_date from public.identities i join public.file_keys k on k.employee_id = i.employee_id
  where i.birthday is null and k.destroyed_at is null and (p_after is null or i.employee_id > p_after)
  order by i.employee_id limit p_limit
$$;

create or replace function app.note_birthdays(p_people uuid[], p_finders bytea[]) returns void
language sql volatile security definer set search_path = '' as $$
  update public.identities i set birthday = n.finder from unnest(p_people, p_finders) n (employee_id, finder)
  where i.employee_id = n.employee_id and i.birthday is null
$$;

-- With the key of a file goes what of it could be found.
create or replace function app.forget_birthday() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.identities set birthday = null where employee_id = new.employee_id and birthday is not null;
  return null;
end $$;
create or replace trigger file_keys_forget after update of destroyed_at on public.file_keys for each row
  when (new.destroyed_at is not null) execute function app.forget_birthday();

-- Bulk runs are done in the seat of whoever asked for them, while the account and the grant stand; as with exports, the token of the
-- session is answered to nobody, and ending the session ends the run.
create or replace function app.bulk_stands(p_run uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.bulk_runs r
    join public.users u on u.id = r.user_id and u.disabled_at is null
    join public.role_grants g on g.id = r.grant_id and g.user_id = r.user_id and g.role = 'hr'
      and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
    left join public.sessions s on s.id = r.session_id
    where r.id = p_run and r.status = 'running' and (r.session_id is null or s.revoked_at is null)
      and not exists (select from public.employees e where e.user_id = u.id and e.left_on <= app.today()))
$$;

create or replace function app.note_bulk() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.outbox (subject, subject_id, user_id) values ('bulk', new.id, new.user_id);
  return null;
end $$;
create or replace trigger bulk_runs_note after update of status, done on public.bulk_runs for each row
  when (app.portal() = 'job') execute function app.note_bulk();

-- Copies of one's own data: while the person may still sign in, the worker reads as them in a session of its own; of somebody who has left,
-- while whoever of HR asked for them may.
create or replace function app.copy_stands(p_copy uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.own_copies c
    join public.users u on u.id = c.user_id
    join public.employees e on e.id = c.employee_id and e.user_id = u.id
    left join public.users a on a.id = c.asked_by_id
    left join public.sessions s on s.id = c.session_id
    where c.id = p_copy and c.status = 'running'
      and case when a.id is null then u.disabled_at is null and (e.left_on is null or e.left_on > app.today())
        else a.disabled_at is null and e.left_on <= app.today() end
      and (c.session_id is null or s.revoked_at is null and s.expires_at > now()))
$$;

-- The session in which the worker acts as a person for one piece of work that they asked for, by its hash; nothing where they may no longer, or
-- ended the one before.
create or replace function app.seat_work(p_kind text, p_work uuid) returns text language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hash text := encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex');
  v_session uuid := uuidv7();
  v_table text := case p_kind when 'export' then 'exports' when 'bulk' then 'bulk_runs' when 'copy' then 'own_copies' end;
  v_user uuid;
  v_before uuid;
  v_stands boolean;
begin
  execute format('select user_id, session_id from public.%I where id = $1 for update', v_table) into v_user, v_before using p_work;
  if exists (select from public.sessions s where s.id = v_before and s.revoked_at is not null) then return null; end if;
  delete from public.sessions s where s.id = v_before;
  execute format('update public.%I set session_id = null where id = $1', v_table) using p_work;
  v_stands := case p_kind when 'export' then app.export_stands(p_work) when 'bulk' then app.bulk_stands(p_work) else app.copy_stands(p_work) end;
  if not v_stands then return null; end if;
  insert into public.sessions (id, token_hash, user_id, user_agent, idle_expires_at, expires_at)
    values (v_session, v_hash, v_user, case p_kind when 'bulk' then 'Outpost bulk run' else 'Outpost export' end,
      now() + interval '15 minutes', now() + interval '15 minutes');
  execute format('update public.%I set session_id = $2 where id = $1', v_table) using p_work, v_session;
  return v_hash;
end $$;
drop function if exists app.seat_export(uuid);
drop function if exists app.seat_bulk(uuid);
drop function if exists app.seat_copy(uuid);

create or replace trigger own_copies_note after update of status on public.own_copies for each row
  when (app.portal() = 'job') execute function app.note_export();

-- Takes parts of a file away that nothing requires to be kept. A document's hash stays as proof; its content is in no row any more, and
-- files that no row names are removed by night.
create or replace function app.erase_parts(p_employee uuid, p_parts text[], p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from public.erasure_holds h where h.employee_id = p_employee and h.ended_at is null) then
    raise exception 'erasure_held' using errcode = 'P0001';
  end if;
  if 'emergency' = any (p_parts) then
    update public.employee_contacts set email = '', emergency_name = '', emergency_phone = '', emergency_relation = '' where employee_id = p_employee;
  end if;
  if 'background' = any (p_parts) then
    if not exists (select from public.employees e where e.id = p_employee and e.left_on <= app.today()) then
      raise exception 'erasure_too_early' using errcode = 'P0001';
    end if;
    delete from public.certificates where employee_id = p_employee;
    delete from public.earlier_jobs where employee_id = p_employee;
  end if;
  perform app.erase_documents(p_employee, array(
    select k from unnest('{photo,other}'::text[]) k where 'photo' = any (p_parts)
    union all select k from unnest('{diploma,certificate,health}'::text[]) k where 'background' = any (p_parts)), p_at);
end $$;

-- Nobody's to call: what the functions around it share.
create or replace function app.erase_documents(p_employee uuid, p_kinds text[], p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.documents set title = '', removed_at = coalesce(removed_at, p_at),
    removed_reason = case when removed_reason = '' then 'erased' else removed_reason end, revision = revision + 1
    where employee_id = p_employee and kind = any (p_kinds);
  update public.document_versions v set storage_key = 'erased:' || v.id::text
    from public.documents d where d.id = v.document_id and d.employee_id = p_employee and d.kind = any (p_kinds);
end $$;

-- Destroys the key of somebody whose retention has passed, on the word of two of HR; the second is the caller. What was sealed opens nowhere
-- any more: pay, contributions and what was proposed with it. What is found by a number or a name is not found any more, and what was said of
-- the person in plain words goes. Who did what, when and how often stays: rows, hashes, counts, the trail, and why an entry was put right.
create or replace function app.erase_person(p_erasure uuid, p_by uuid, p_by_name text, p_at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare x public.erasures; v_person public.employees; v_months int;
begin
  select * into x from public.erasures where id = p_erasure for update;
  select * into v_person from public.employees where id = x.employee_id for update;
  if x.confirmed_at is not null then raise exception 'erasure_done' using errcode = 'P0001'; end if;
  if x.proposed_by_id is null then raise exception 'erasure_not_proposed' using errcode = 'P0001'; end if;
  if x.proposed_by_id = p_by or p_by <> app.user_id() then raise exception 'erasure_needs_two' using errcode = 'P0001'; end if;
  if exists (select from public.erasure_holds h where h.employee_id = x.employee_id and h.ended_at is null) then
    raise exception 'erasure_held' using errcode = 'P0001';
  end if;
  select max(l.value) into v_months from (select distinct on (name) name, value from public.law_limits
    where name in ('retention.contracts', 'retention.roster', 'retention.wages') and starts_on <= app.today() order by name, starts_on desc) l;
  if v_person.left_on is null or (v_person.left_on + make_interval(months => v_months))::date > app.today() then
    raise exception 'erasure_too_early' using errcode = 'P0001';
  end if;

  update public.file_keys set wrapped = null, destroyed_at = p_at where employee_id = x.employee_id and destroyed_at is null;
  update public.identities set finder = decode(md5(gen_random_uuid()::text), 'hex'), valid_until = null where employee_id = x.employee_id;
  update public.bank_accounts set bank = '', holder = '' where employee_id = x.employee_id;
  update public.employee_contacts set phone = '', email = '', emergency_name = '', emergency_phone = '', emergency_relation = ''
    where employee_id = x.employee_id;
  delete from public.certificates where employee_id = x.employee_id;
  delete from public.earlier_jobs where employee_id = x.employee_id;
  delete from public.own_copies where employee_id = x.employee_id;
  delete from public.touchpoint_notes where employee_id = x.employee_id;
  update public.enrollments set withdrawn_reason = '' where employee_id = x.employee_id;
  delete from public.custom_values where employee_id = x.employee_id;
  delete from public.employee_tags where employee_id = x.employee_id;
  update public.file_asks set reason = '' where employee_id = x.employee_id;
  update public.touchpoints set words = '' where employee_id = x.employee_id;
  update public.roster_entries set employee_name = v_person.number where employee_id = x.employee_id;
  update public.confirmations set assessment = '' where employee_id = x.employee_id;
  update public.renewals set note = '' where employee_id = x.employee_id;
  update public.leavings set note = '', short_reason = '', back_dated_reason = '' where employee_id = x.employee_id;
  perform app.erase_documents(x.employee_id, array(select distinct kind from public.documents where employee_id = x.employee_id), p_at);
  update public.employees set name = number, name_pinyin = lower(number), name_initials = lower(number), name_grams = '{}',
    revision = revision + 1 where id = x.employee_id;
  if v_person.user_id is not null then
    update public.users set name = v_person.number, login = 'erased-' || lower(v_person.number), name_pinyin = lower(v_person.number),
      name_initials = lower(v_person.number), name_grams = '{}', disabled_at = coalesce(disabled_at, p_at) where id = v_person.user_id;
    update public.sessions set revoked_at = coalesce(revoked_at, p_at), user_agent = '', address = '' where user_id = v_person.user_id;
    delete from public.devices where user_id = v_person.user_id;
    delete from public.mail_addresses where user_id = v_person.user_id;
  end if;
  update public.erasures set confirmed_by_id = p_by, confirmed_by_name = p_by_name, confirmed_at = p_at where id = p_erasure;
  return x.employee_id;
end $$;

-- How far a month's reckoning is, and that it is issued, reaches HR's open pages: the worker leaves no trail.
create or replace function app.note_insurance_run() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.outbox (subject, subject_id) values ('insurance', new.id);
  return null;
end $$;
create or replace trigger insurance_runs_note after update of status, people_done on public.insurance_runs for each row
  when (app.portal() = 'job') execute function app.note_insurance_run();

-- A request that has passed every stage of its present round, each with its decision: what applies one asks this first.
create or replace function app.is_approved(p_request uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select r.status = 'approved'
    and exists (select from public.request_stages s where s.request_id = r.id and s.round = r.round)
    and not exists (select from public.request_stages s where s.request_id = r.id and (s.left_at is null
      or s.round = r.round and (s.outcome <> 'approved'
        or not exists (select from public.decisions d where d.request_id = p_request and d.request_stage_id = s.id and d.verb in ('approve', 'submit')))))
  from public.requests r where r.id = p_request
$$;

-- What follows from an approved transfer or leaving is done in the transaction that applies it, and in no other.
create or replace function app.assert_applied_here(p_request uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if app.is_approved(p_request) is not true or not exists (
    select from public.transfers t where t.request_id = p_request and t.state = 'applied' and app.is_written_here(t.xmin)
    union all
    select from public.leavings l where l.request_id = p_request and l.state = 'applied' and app.is_written_here(l.xmin))
  then raise exception 'request_not_approved' using errcode = 'P0001'; end if;
end $$;

-- Whether what is said of a probation would hold only when its contract has ended already; of somebody who leaves nobody says any more that
-- they are not kept.
create or replace function app.outlives(f public.confirmations, c public.contracts) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(c.ended_early_on <= (case f.outcome when 'confirm' then f.effective_on when 'prolong' then f.probation_ends_on else c.ended_early_on end), false)
$$;

-- 转正: writes into the contract what became of its probation. One that is over needs no decision any more: the person is confirmed.
create or replace function app.apply_confirmation(p_request uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare f public.confirmations; r public.requests; c public.contracts;
begin
  select * into r from public.requests where id = p_request for update;
  select * into f from public.confirmations where request_id = p_request for update;
  if f.state is distinct from 'open' or app.is_approved(p_request) is not true then raise exception 'request_not_approved' using errcode = 'P0001'; end if;
  select * into c from public.contracts where id = f.contract_id for update;
  if c.probation_ends_on is distinct from f.probation_ends_on or c.confirmed_on is not null
    or app.outlives(f, c)
    or (f.outcome = 'prolong' and c.probation_extended_from is not null)
    or (f.outcome <> 'confirm' and c.probation_ends_on <= (r.finished_at at time zone 'Asia/Shanghai')::date)
  then raise exception 'confirmation_changed_meanwhile' using errcode = 'P0001'; end if;
  if f.outcome = 'confirm' then
    update public.contracts set probation_ends_on = f.effective_on, confirmed_on = f.effective_on, revision = revision + 1 where id = c.id;
  elsif f.outcome = 'prolong' then
    update public.contracts set probation_ends_on = f.effective_on, probation_extended_from = c.probation_ends_on, revision = revision + 1 where id = c.id;
  end if;
  update public.confirmations set state = 'applied', applied_at = r.finished_at where request_id = p_request;
end $$;

-- A probation that ends together with its contract, or after it, is neither passed nor longer: what was approved about it lapses, and is
-- good again once the contract goes on. That somebody is not kept is carried out by their leaving.
create or replace function app.lapse_confirmations() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.requests q set lapsed_on = new.ended_early_on from public.confirmations f
    where f.request_id = q.id and f.contract_id = new.id and f.state = 'applied' and f.outcome <> 'decline'
      and (new.ended_early_on is null or new.ended_early_on <= case f.outcome when 'confirm' then f.effective_on else f.probation_ends_on end);
  return null;
end $$;
create or replace trigger contracts_lapse_confirmations after update of ended_early_on on public.contracts for each row
  when (new.ended_early_on is distinct from old.ended_early_on) execute function app.lapse_confirmations();

-- 续签: the new contract, from the day on which the old one ends. It was signed on the day on which the last one approved. Whoever leaves
-- after that day leaves this one.
create or replace function app.apply_renewal(p_request uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare n public.renewals; r public.requests; c public.contracts; v_left date;
begin
  select * into r from public.requests where id = p_request for update;
  select * into n from public.renewals where request_id = p_request for update;
  if n.state is distinct from 'open' or app.is_approved(p_request) is not true then raise exception 'request_not_approved' using errcode = 'P0001'; end if;
  select e.left_on into v_left from public.employees e where e.id = n.employee_id for update;
  select * into c from public.contracts where id = n.contract_id for update;
  if c.ends_on is distinct from n.starts_on or c.ended_early_on is not null or v_left <= n.starts_on
  then raise exception 'renewal_changed_meanwhile' using errcode = 'P0001'; end if;
  if v_left >= n.ends_on then v_left := null; end if;
  insert into public.contracts (employee_id, kind, signed_on, starts_on, ends_on, position, place, is_fixed_by_wish, renews_id, created_at,
      ended_early_on, ended_early_reason)
    values (n.employee_id, n.kind, (r.finished_at at time zone 'Asia/Shanghai')::date, n.starts_on, n.ends_on, n.position, n.place, n.is_fixed_by_wish, c.id, r.finished_at,
      v_left, coalesce((select x.name from public.leavings l join public.leaving_reasons x on x.id = l.reason_id
        where l.employee_id = n.employee_id and l.state = 'applied' and l.left_on = v_left), ''));
  update public.renewals set state = 'applied', applied_at = r.finished_at where request_id = p_request;
end $$;

-- 离职: the person leaves on the day, their contract ends with it, and the list of what is to be done begins. What was there is kept, so
-- that it can be taken back before the day.
create or replace function app.apply_leaving(p_request uuid, p_items jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare l public.leavings; r public.requests; v_today date; v_user uuid; v_reason text; v_by text;
begin
  select * into r from public.requests where id = p_request for update;
  select * into l from public.leavings where request_id = p_request for update;
  if l.state is distinct from 'open' or app.is_approved(p_request) is not true then raise exception 'request_not_approved' using errcode = 'P0001'; end if;
  v_today := (r.finished_at at time zone 'Asia/Shanghai')::date;
  select e.user_id into v_user from public.employees e where e.id = l.employee_id for update;
  select x.name into v_reason from public.leaving_reasons x where x.id = l.reason_id;
  update public.leavings set state = 'applied', applied_at = r.finished_at, replaced = jsonb_build_object(
    'assignments', coalesce((select jsonb_agg(to_jsonb(a)) from public.assignments a where a.employee_id = l.employee_id and (a.ends_on is null or a.ends_on > l.left_on)), '[]'),
    'grants', coalesce((select jsonb_agg(to_jsonb(g)) from public.role_grants g where g.user_id = v_user
      and (g.ends_on is null or g.ends_on > greatest(g.starts_on, l.left_on))), '[]'),
    'contracts', coalesce((select jsonb_agg(to_jsonb(c) order by c.starts_on) from public.contracts c
      where c.employee_id = l.employee_id and c.ended_early_on is null and (c.ends_on is null or c.ends_on > l.left_on)), '[]')
  ) where request_id = p_request;
  select d.actor_name into v_by from public.decisions d where d.request_id = p_request and d.verb = 'approve' order by d.decided_at desc, d.id desc limit 1;
  perform app.record_leave(l.employee_id, l.left_on, v_today, r.finished_at, coalesce(v_by, r.applicant_name));
  update public.employees set access_ends_at = l.access_ends_at where id = l.employee_id;
  -- a contract that has not begun never will
  update public.requests q set lapsed_on = l.left_on from public.renewals n
    where n.request_id = q.id and n.employee_id = l.employee_id and n.state = 'applied' and n.starts_on >= l.left_on and q.lapsed_on is null;
  delete from public.contracts c where c.employee_id = l.employee_id and c.starts_on >= l.left_on and c.renews_id is not null;
  update public.contracts c set ended_early_on = l.left_on, ended_early_reason = v_reason, revision = revision + 1
    where c.employee_id = l.employee_id and c.ended_early_on is null and c.starts_on < l.left_on and (c.ends_on is null or c.ends_on > l.left_on);
  insert into public.leaving_items (request_id, employee_id, item, side, unit_id, due_on)
    select p_request, l.employee_id, i ->> 'item', i ->> 'side', case i ->> 'side' when 'source' then (
        select a.unit_id from public.assignments a where a.employee_id = l.employee_id and a.is_primary and a.starts_on < l.left_on
          order by a.starts_on desc limit 1) end,
      (i ->> 'dueOn')::date from jsonb_array_elements(p_items) i;
end $$;

-- The account that ends with a leaving, and the roles: a line for each, or one without a role. For the trail: whoever signs last need not be
-- somebody who may read grants.
create or replace function app.ended_with(p_request uuid)
returns table (user_id uuid, login text, role text, unit_id uuid, unit text, unit_kind text, starts_on date, ends_before date, ends_on date)
language sql stable security definer set search_path = '' as $$
  select u.id, u.login, g.role, g.unit_id, n.name, n.kind, g.starts_on, g.ends_on, greatest(g.starts_on, l.left_on)
  from public.leavings l join public.requests q on q.id = l.request_id and q.status in ('approved', 'cancelled')
  join public.employees e on e.id = l.employee_id join public.users u on u.id = e.user_id
  left join jsonb_to_recordset(l.replaced -> 'grants') g (role text, unit_id uuid, starts_on date, ends_on date) on true
  left join public.units n on n.id = g.unit_id
  where l.request_id = p_request and l.state = 'applied'
    -- in the transaction that applies it, or for HR
    and (app.is_written_here(l.xmin) or exists (select from app.seat() s where s.role = 'hr'))
$$;

-- Social insurance and housing fund end with the month of the last day of work. What was ended, for the trail: whoever signs last need not be
-- somebody who may read who is insured.
create or replace function app.end_enrolments(p_request uuid) returns table (id uuid, ends_on date)
language plpgsql volatile security definer set search_path = '' as $$
declare l public.leavings; v_end date;
begin
  select * into l from public.leavings where request_id = p_request;
  perform app.assert_applied_here(p_request);
  v_end := (date_trunc('month', l.left_on - 1) + interval '1 month')::date;
  return query update public.insurance_enrolments n
    set ends_on_before = n.ends_on, ends_on = greatest(n.starts_on, v_end), leaving_request_id = p_request, revision = n.revision + 1
    where n.employee_id = l.employee_id and (n.ends_on is null or n.ends_on > greatest(n.starts_on, v_end))
    returning n.id, n.ends_on;
end $$;

-- What is still asked about the probation or the next contract of somebody who leaves first can never be approved. It closes with the
-- leaving and says by which day, and nobody has it to decide any more. Answers what closed, and who is to hear of it.
create or replace function app.lapse_open(p_request uuid) returns table (id uuid, number text, kind text, readers uuid[])
language plpgsql volatile security definer set search_path = '' as $$
declare l public.leavings; r public.requests;
begin
  select * into r from public.requests q where q.id = p_request;
  select * into l from public.leavings x where x.request_id = p_request;
  perform app.assert_applied_here(p_request);
  for id, number, kind, readers in
    update public.requests q set status = 'cancelled', stage_position = null, finished_at = r.finished_at, lapsed_on = l.left_on
    where q.employee_id = l.employee_id and q.status in ('in_progress', 'returned') and q.id in (
      select n.request_id from public.renewals n where n.employee_id = l.employee_id and n.state = 'open' and n.starts_on >= l.left_on
      union all select f.request_id from public.confirmations f join public.contracts c on c.id = f.contract_id
        where f.employee_id = l.employee_id and f.state = 'open' and app.outlives(f, c))
    returning q.id, q.number, q.facts ->> 'kind', array[q.applicant_user_id, q.employee_user_id]
  loop
    update public.request_stages v set left_at = r.finished_at, outcome = 'stopped' where v.request_id = lapse_open.id and v.left_at is null;
    update public.tasks t set closed_at = r.finished_at, closing = 'stopped' where t.request_id = lapse_open.id and t.closed_at is null;
    update public.renewals n set state = 'closed' where n.request_id = lapse_open.id;
    update public.confirmations f set state = 'closed' where f.request_id = lapse_open.id;
    perform app.settle_notifications(lapse_open.id, r.finished_at);
    readers := readers || array(select t.user_id from public.tasks t where t.request_id = lapse_open.id);
    return next;
  end loop;
end $$;

-- A leaving that was taken back: what closed with it is again with whoever asked for it. Days have passed since, so that they look at it and
-- hand it in anew, and everybody decides afresh.
create or replace function app.reopen_lapsed(p_request uuid) returns table (id uuid, number text, kind text, applicant_user_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
declare l public.leavings;
begin
  select * into l from public.leavings x where x.request_id = p_request;
  -- in the transaction that takes it back, and in no other
  if l.state is distinct from 'closed' or not exists (select from public.requests q where q.id = p_request and q.status = 'cancelled')
    or not exists (select from public.leavings x where x.request_id = p_request and app.is_written_here(x.xmin))
  then raise exception 'leaving_not_cancellable' using errcode = 'P0001'; end if;
  for id, number, kind, applicant_user_id in
    update public.requests q set status = 'returned', finished_at = null, lapsed_on = null
    where q.employee_id = l.employee_id and q.status = 'cancelled' and q.lapsed_on = l.left_on
    returning q.id, q.number, q.facts ->> 'kind', q.applicant_user_id
  loop
    update public.renewals n set state = 'open' where n.request_id = reopen_lapsed.id;
    update public.confirmations f set state = 'open' where f.request_id = reopen_lapsed.id;
    return next;
  end loop;
end $$;

-- Takes an approved leaving back before its day: everything is again as it was, and what was to be done is not.
create or replace function app.unapply_leaving(p_request uuid, p_today date) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare l public.leavings; r public.requests; v_user uuid;
begin
  select * into r from public.requests where id = p_request for update;
  select * into l from public.leavings where request_id = p_request for update;
  select e.user_id into v_user from public.employees e where e.id = l.employee_id for update;
  if r.status is distinct from 'cancelled' or l.state is distinct from 'applied' or l.left_on <= p_today
    or not exists (select from public.employees e where e.id = l.employee_id and e.left_on = l.left_on)
  then raise exception 'leaving_not_cancellable' using errcode = 'P0001'; end if;
  update public.employees set left_on = null, access_ends_at = null, revision = revision + 1 where id = l.employee_id;
  -- an account that ended at its hour opens again
  if l.access_ends_at <= now() then update public.users set disabled_at = null where id = v_user; end if;
  delete from public.assignments a where a.id in (select (x ->> 'id')::uuid from jsonb_array_elements(l.replaced -> 'assignments') x);
  insert into public.assignments select (jsonb_populate_record(null::public.assignments, x)).* from jsonb_array_elements(l.replaced -> 'assignments') x;
  update public.role_grants g set ends_on = (x ->> 'ends_on')::date, ended_by_name = x ->> 'ended_by_name', ended_at = (x ->> 'ended_at')::timestamptz
    from jsonb_array_elements(l.replaced -> 'grants') x where g.id = (x ->> 'id')::uuid;
  update public.contracts c set ended_early_on = null, ended_early_reason = '', revision = c.revision + 1
    from jsonb_array_elements(l.replaced -> 'contracts') x where c.id = (x ->> 'id')::uuid;
  -- and one that was renewed since
  update public.contracts c set ended_early_on = null, ended_early_reason = '', revision = c.revision + 1
    where c.employee_id = l.employee_id and c.ended_early_on = l.left_on and c.renews_id is not null and c.created_at >= l.applied_at;
  insert into public.contracts select (jsonb_populate_record(null::public.contracts, x)).* from jsonb_array_elements(l.replaced -> 'contracts') x
    where not exists (select from public.contracts c where c.id = (x ->> 'id')::uuid);
  update public.requests q set lapsed_on = null from public.renewals n
    where n.request_id = q.id and n.employee_id = l.employee_id and n.state = 'applied' and q.lapsed_on = l.left_on;
  -- an enrolment that HR has ended otherwise since stays as they left it
  update public.insurance_enrolments n set ends_on = n.ends_on_before, ends_on_before = null, leaving_request_id = null, revision = n.revision + 1
    where n.leaving_request_id = p_request and n.ends_on = greatest(n.starts_on, (date_trunc('month', l.left_on - 1) + interval '1 month')::date);
  delete from public.leaving_items i where i.request_id = p_request;
  update public.leavings set state = 'closed' where request_id = p_request;
end $$;

-- Who leads somebody in the store in which they are on a day; nobody where they are at home.
create or replace function app.managers_of(p_employee uuid, p_on date) returns table (user_id uuid)
language sql stable security definer set search_path = '' as $$
  select l.user_id from public.assignments a join public.units u on u.id = a.unit_id and u.kind = 'store'
    cross join lateral app.unit_leads(a.unit_id, 'manager') l
  where a.employee_id = p_employee and a.is_primary and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on)
    and app.user_id() is not null
$$;

-- Closes the accounts of people whose time is over and answers whose they were. The door refuses them from the very moment; this ends
-- what else knows them: sessions, devices, open streams.
create or replace function app.end_access(p_at timestamptz) returns setof uuid
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query
    with over as (
      update public.users u set disabled_at = p_at from public.employees e
      where e.user_id = u.id and u.disabled_at is null
        and (e.left_on <= (p_at at time zone 'Asia/Shanghai')::date or e.access_ends_at <= p_at)
      returning u.id
    ), ended as (
      update public.sessions s set revoked_at = p_at from over o where s.user_id = o.id and s.revoked_at is null
    ) select o.id from over o;
end $$;

-- What a request about a career says is its applicant's word: when it is asked for, and while it is back with them. Of a renewal the
-- person says, while it is theirs to confirm, that they wish for a fixed term.
create or replace function app.guard_career() returns trigger language plpgsql security definer set search_path = '' as $$
declare r public.requests; v_new jsonb := to_jsonb(new); v_old jsonb; v_allowed boolean;
begin
  select * into r from public.requests where id = new.request_id;
  if tg_op = 'INSERT' then
    v_allowed := r.applicant_user_id = app.user_id() and new.employee_id = r.employee_id and new.state = 'open' and r.subject = tg_argv[0];
  else
    v_old := to_jsonb(old);
    if v_new ->> 'state' <> v_old ->> 'state' then
      v_allowed := old.state = 'open' and new.state = 'closed' and r.status in ('rejected', 'withdrawn') and v_new - 'state' = v_old - 'state';
    elsif (new.request_id, new.employee_id, new.applied_at) is distinct from (old.request_id, old.employee_id, old.applied_at)
      or v_new -> 'replaced' is distinct from v_old -> 'replaced'
    then v_allowed := false;
    elsif r.status = 'returned' then v_allowed := old.state = 'open' and r.applicant_user_id = app.user_id();
    else
      v_allowed := old.state = 'open' and v_new - 'is_fixed_by_wish' - 'wished_at' = v_old - 'is_fixed_by_wish' - 'wished_at'
        and exists (select from public.tasks t join public.request_stages v on v.id = t.request_stage_id and v.left_at is null
          join public.workflow_stages s on s.id = v.stage_id and s.approver = 'applicant'
          where t.request_id = r.id and t.user_id = app.user_id() and t.closed_at is null);
    end if;
  end if;
  if not coalesce(v_allowed, false) then raise exception 'request_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger confirmations_guard after insert or update on public.confirmations for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_career('confirmation');
create or replace trigger renewals_guard after insert or update on public.renewals for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_career('renewal');
create or replace trigger leavings_guard after insert or update on public.leavings for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_career('leaving');

-- What is proposed is its author's word: when it is asked for, and while it is back with them. It is applied when HR has approved it.
create or replace function app.guard_proposal() returns trigger language plpgsql security definer set search_path = '' as $$
declare r public.requests; v_allowed boolean;
begin
  select * into r from public.requests where id = new.request_id;
  if tg_op = 'INSERT' then
    v_allowed := r.applicant_user_id = app.user_id() and r.subject = 'proposal' and new.employee_id = r.employee_id
      and new.kind = r.facts ->> 'kind' and new.state = 'open' and new.replaced is null;
  elsif (new.request_id, new.employee_id, new.kind) is distinct from (old.request_id, old.employee_id, old.kind) then v_allowed := false;
  elsif new.state <> old.state then
    v_allowed := old.state = 'open' and (new.fields, new.proposed) is not distinct from (old.fields, old.proposed)
      and case new.state when 'applied' then r.status = 'approved' else r.status in ('rejected', 'withdrawn') end;
  else
    v_allowed := old.state = 'open' and r.status = 'returned' and r.applicant_user_id = app.user_id();
  end if;
  if not coalesce(v_allowed, false) then raise exception 'request_part_not_theirs' using errcode = 'P0001'; end if;
  return null;
end $$;
create or replace trigger proposals_guard after insert or update on public.proposals for each row
  when (current_user ~ '^outpost_role_' and current_user <> 'outpost_role_job') execute function app.guard_proposal();

-- Which of the spans asked for run into others of the same people, in whatever store: their places in the lists, and nothing else of them.
create or replace function app.roster_clashes(p_people uuid[], p_starts timestamptz[], p_ends timestamptz[]) returns setof int
language sql stable security definer set search_path = '' as $$
  select w.nth::int from unnest(p_people, p_starts, p_ends) with ordinality w (employee_id, starts_at, ends_at, nth)
  where w.employee_id = any ((select app.employee_ids())::uuid[]) and exists (
    select from public.roster_entries e where e.employee_id = w.employee_id and e.status = 'planned'
      and tstzrange(e.starts_at, e.ends_at) && tstzrange(w.starts_at, w.ends_at))
$$;

-- Who changed a shift of the caller's store last, by name, and nothing else of the trail.
create or replace function app.shift_changer(p_shift uuid) returns text
language sql stable security definer set search_path = '' as $$
  select t.actor_name from public.trail t join public.shifts s on s.id = t.entity_id
  where s.id = p_shift and s.unit_id = any ((select app.unit_ids())::uuid[]) order by t.at desc, t.id desc limit 1
$$;

-- Nobody's to call: whether somebody is in a unit on a day, lent or for good.
create or replace function app.works_in(p_employee uuid, p_unit uuid, p_on date) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.assignments a where a.employee_id = p_employee and a.unit_id = p_unit
    and a.starts_on <= p_on and (a.ends_on is null or a.ends_on > p_on))
$$;

-- What a transfer or leaving means for rosters, once its days are written or taken back: from today on nobody is rostered where they are not
-- any more, and what the same request had set free is theirs again unless somebody fills it or they are rostered elsewhere. Answers how many
-- of which store, on which published days, and which of these are somebody else's now; whoever signs last need not be somebody who may read
-- a roster.
drop function if exists app.settle_rosters(uuid);
create or replace function app.settle_rosters(p_request uuid)
returns table (unit_id uuid, unit_code text, unit text, status text, shifts int, first_on date, last_on date,
  published text[], filled text[])
language plpgsql volatile security definer set search_path = '' as $$
declare r public.requests; v_at timestamptz;
begin
  select * into r from public.requests q where q.id = p_request;
  if not exists (
    select from (
      select t.state from public.transfers t where t.request_id = p_request
      union all select l.state from public.leavings l where l.request_id = p_request) x
    where (x.state, r.status) in (('applied', 'approved'), ('closed', 'cancelled')))
  then raise exception 'request_not_approved' using errcode = 'P0001'; end if;
  -- asked again it finds nothing to do: what is written here follows from the days and from when it was decided
  v_at := case r.status when 'approved' then r.finished_at else (
    select max(d.decided_at) from public.decisions d where d.request_id = p_request and d.verb = 'cancel') end;
  return query
    with changed as (
      update public.roster_entries e set status = 'released', released_at = v_at, released_by_id = p_request
      from public.units u where u.id = e.unit_id and e.employee_id = r.employee_id and e.status = 'planned'
        and e.on_day >= (v_at at time zone u.zone)::date and not app.works_in(e.employee_id, e.unit_id, e.on_day)
      returning e.unit_id, e.status, e.on_day, e.published_at
    ) select c.unit_id, u.code, u.name, c.status, count(*)::int, min(c.on_day), max(c.on_day),
        coalesce(array_agg(distinct c.on_day::text order by c.on_day::text) filter (where c.published_at is not null), '{}'), '{}'::text[]
      from changed c join public.units u on u.id = c.unit_id group by c.unit_id, u.code, u.name, c.status order by u.code;
  if r.status <> 'cancelled' then return; end if;
  return query
    with changed as (
      update public.roster_entries e set status = 'planned', released_at = null, released_by_id = null
      from public.units u where u.id = e.unit_id and e.released_by_id = p_request and e.filled_by_id is null
        and e.on_day >= (v_at at time zone u.zone)::date and app.works_in(e.employee_id, e.unit_id, e.on_day)
        and not exists (select from public.roster_entries o where o.employee_id = e.employee_id and o.status = 'planned'
          and (tstzrange(o.starts_at, o.ends_at) && tstzrange(e.starts_at, e.ends_at) or (o.unit_id = e.unit_id and o.on_day = e.on_day)))
      returning e.unit_id, e.on_day, e.published_at, false as is_filled
    ), kept as (
      select e.unit_id, e.on_day, e.published_at, true as is_filled
      from public.roster_entries e join public.units u on u.id = e.unit_id
      where e.released_by_id = p_request and e.filled_by_id is not null and e.published_at is not null
        and e.on_day >= (v_at at time zone u.zone)::date and app.works_in(e.employee_id, e.unit_id, e.on_day)
    ) select c.unit_id, u.code, u.name, 'planned'::text, (count(*) filter (where not c.is_filled))::int,
        min(c.on_day) filter (where not c.is_filled), max(c.on_day) filter (where not c.is_filled),
        coalesce(array_agg(distinct c.on_day::text order by c.on_day::text) filter (where not c.is_filled and c.published_at is not null), '{}'),
        coalesce(array_agg(distinct c.on_day::text order by c.on_day::text) filter (where c.is_filled), '{}')
      from (table changed union all table kept) c join public.units u on u.id = c.unit_id
      group by c.unit_id, u.code, u.name order by u.code;
end $$;
