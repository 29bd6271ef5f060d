insert into audit_entries (id, account, event, details, client_address, at)
select row_number() over (order by id), account, event, nullif(details, ''), client_address, at
from audit_log
