update accounts set email_verified_at = created_at
where email is not null and state <> 'pending'
