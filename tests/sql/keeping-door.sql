-- deleteOldSessions
delete from session
where id in (select s.id
	from session s
	where least(s.expires_at, s.absolute_expires_at) <= $1::timestamptz
	limit $2)
returning id;

-- deleteOldChallenges
delete from challenge
where id in (select c.id
	from challenge c
	where c.expires_at <= $1::timestamptz
	limit $2)
returning id;

-- deleteOldInvitations
delete from invitation
where id in (select i.id
	from invitation i
	where coalesce(i.used_at, i.stopped_at, i.expires_at) <= $1::timestamptz
	and (i.used_at is null or i.kind <> 'person')
	limit $2)
returning id;

-- deleteOldThrottles
delete from throttle
where key in (select t.key
	from throttle t
	where t.last_at <= $1::timestamptz
	limit $2)
returning key;
