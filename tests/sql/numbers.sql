-- offersBetween
select r.agency_id::text as agency, c.need, r.force_area as area, r.made_at as "offeredAt", r.sent_at as "referredAt", r.state, r.reason, (select min(m.at)
	from referral_move m
	where m.referral_id = r.id
	and m.hub_id = r.hub_id
	and m.move = $1) as "acceptedAt", (select min(m.at)
	from referral_move m
	where m.referral_id = r.id
	and m.hub_id = r.hub_id
	and m.move = $2) as "contactedAt", (select jsonb_object_agg(m.outcome, m.score order by m.at, m.id)
	from measure m
	where m.referral_id = r.id
	and m.hub_id = r.hub_id
	and m.point = $3) as start, (select jsonb_object_agg(m.outcome, m.score order by m.at, m.id)
	from measure m
	where m.referral_id = r.id
	and m.hub_id = r.hub_id
	and m.point = $4) as review, (select jsonb_object_agg(m.outcome, m.score order by m.at, m.id)
	from measure m
	where m.referral_id = r.id
	and m.hub_id = r.hub_id
	and m.point = $5) as close
from referral r join consent c on c.id = r.consent_id
and c.hub_id = r.hub_id
where r.hub_id = $6::uuid
and r.made_at >= $7::timestamptz
and r.made_at < $8::timestamptz
order by r.made_at, r.id
limit $9;

-- needsBetween
select n.need, count(*)::int as said, count(*) filter (where exists ( select from referral r join consent c on c.id = r.consent_id and c.hub_id = r.hub_id join referral_move m on m.referral_id = r.id and m.hub_id = r.hub_id and m.move = 'accept' where r.hub_id = $1::uuid and r.person_id = n.person_id and c.need = n.need and r.made_at >= $2::timestamptz and r.made_at < $3::timestamptz ))::int as met
from (select distinct a.person_id, l.key as need
	from need_answer a, jsonb_each_text(a.levels) l
	where a.hub_id = $4::uuid
	and l.value in ('little', 'lot', 'talk')
	and a.made_at >= $5::timestamptz
	and a.made_at < $6::timestamptz) n
group by n.need;

-- agencyNames
select id::text, name
from agency
where hub_id = $1::uuid;
