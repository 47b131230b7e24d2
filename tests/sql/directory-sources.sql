-- addSource
insert into directory_source (id, kept_by, slug, name, url, licence, made_at)
values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7::timestamptz)
on conflict do nothing
returning id::text;

-- sourcesOf
select s.id::text, s.slug, s.name, s.url, s.licence, s.accepted_at as "acceptedAt", s.stopped_at as "stoppedAt", r.at as "lastAt", r.state as "lastState", r.counts, coalesce(jsonb_array_length(r.faults), 0)::int as faults, (select count(*)::int
	from directory_term t
	where t.source_id = s.id
	and t.meaning is null) as unmapped
from directory_source s
left join lateral (select at, state, counts, faults
	from directory_run
	where source_id = s.id
	order by at desc, id desc
	limit 1) r on true
where s.kept_by = $1::uuid
order by s.name, s.id
limit 200;

-- sourceBySlug
select s.id::text, s.slug, s.name, s.url, s.licence, s.accepted_at as "acceptedAt", s.stopped_at as "stoppedAt"
from directory_source s
where s.kept_by = $1::uuid
and s.slug = $2;

-- sourceById
select s.id::text, s.slug, s.name, s.url, s.licence, s.accepted_at as "acceptedAt", s.stopped_at as "stoppedAt"
from directory_source s
where s.kept_by = $1::uuid
and s.id = $2::uuid;

-- acceptSource
update directory_source s
set accepted_at = coalesce(s.accepted_at, $1::timestamptz), stopped_at = null
where s.kept_by = $2::uuid
and s.id = $3::uuid;

-- stopSource
update directory_source s
set stopped_at = $1::timestamptz
where s.kept_by = $2::uuid
and s.id = $3::uuid
and s.stopped_at is null;

-- addRun
insert into directory_run (id, kept_by, source_id, at, state, counts, faults)
values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5, $6::jsonb, $7::jsonb);

-- takeRun
update directory_run r
set at = $1::timestamptz, state = case r.state when 'asked' then 'looking' when 'accepted' then 'applying' else r.state end
where r.kept_by = $2::uuid
and r.id = (select w.id
	from directory_run w
	where w.kept_by = $3::uuid
	and (w.state in ('asked', 'accepted') or (w.state in ('looking', 'applying') and w.at < $4::timestamptz))
	order by w.at, w.id for
	update skip locked
	limit 1)
returning r.id::text, r.source_id::text as "sourceId", r.state, r.counts;

-- beginDue
insert into directory_run (id, kept_by, source_id, at, state, counts, faults)
select $1::uuid, s.kept_by, s.id, $2::timestamptz, 'applying', '{"read":0,"added":0,"changed":0,"same":0,"gone":0,"left":0}'::jsonb, '[]'::jsonb
from directory_source s
where s.kept_by = $3::uuid
and s.url is not null
and s.accepted_at is not null
and s.stopped_at is null
and not exists (select
	from directory_run r
	where r.source_id = s.id
	and (r.state in ('accepted', 'applying') or (r.state in ('applied', 'failed') and r.at >= $4::timestamptz)))
order by s.slug for
update skip locked
limit 1
returning source_id::text as "sourceId";

-- endRun
update directory_run r
set at = $1::timestamptz, state = $2, counts = $3::jsonb, faults = $4::jsonb
where r.kept_by = $5::uuid
and r.id = $6::uuid;

-- runsOf
select r.id::text, r.at, r.state, r.counts, jsonb_array_length(r.faults)::int as faults
from directory_run r
where r.kept_by = $1::uuid
and r.source_id = $2::uuid
order by r.at desc, r.id desc
limit 20;

-- faultsOf
select r.faults
from directory_run r
where r.kept_by = $1::uuid
and r.id = $2::uuid;

-- forgetRuns
delete from directory_run r
where r.kept_by = $1::uuid
and r.source_id = $2::uuid
and r.at < $3::timestamptz;

-- termsOf
select t.id::text, t.vocabulary, t.term, t.name, t.uses, to_jsonb(t.meaning) as meaning, t.settled_at as "settledAt"
from directory_term t
where t.kept_by = $1::uuid
and t.source_id = $2::uuid
order by t.meaning is not null, t.uses desc, t.name, t.id
limit 2000;

-- keepTerms
insert into directory_term (id, kept_by, source_id, vocabulary, term, name, uses, meaning)
select r.id, $1::uuid, $2::uuid, r.vocabulary, r.term, r.name, r.uses, case when r.meaning is null or jsonb_typeof(r.meaning) = 'null' then null else array(select jsonb_array_elements_text(r.meaning)) end
from jsonb_to_recordset($3::jsonb) as r(id uuid, vocabulary text, term text, name text, uses int, meaning jsonb)
on conflict (source_id, vocabulary, term) do update
set name = excluded.name, uses = excluded.uses, meaning = case when directory_term.settled_at is null then excluded.meaning else directory_term.meaning end
where directory_term.kept_by = $4::uuid;

-- mapTerm: said
update directory_term t
set meaning = array(select jsonb_array_elements_text($1::jsonb)), settled_at = $2::timestamptz, settled_by = $3::uuid
where t.kept_by = $4::uuid
and t.source_id = $5::uuid
and t.id = $6::uuid
returning t.id::text;

-- mapTerm: taken back
update directory_term t
set meaning = null, settled_at = null, settled_by = null
where t.kept_by = $1::uuid
and t.source_id = $2::uuid
and t.id = $3::uuid
returning t.id::text;
