-- accreditationOf
select criteria, assessor, until_on::text as until
from accreditation
where service_id = $1::uuid
and ended_at is null
and from_on <= $2::date
and until_on >= $3::date
order by until_on desc, id
limit 5;
