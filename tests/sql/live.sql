-- seenAmong
select "id"
from "cases"
where ("cases"."hub_id" = $1
	and "cases"."id" in ($2));
select "id"
from "person"
where ("person"."hub_id" = $1
	and "person"."id" in ($2));
