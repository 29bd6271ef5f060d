<?php
$config['db_dsnw'] = 'sqlite:///{dir}/roundcube.db?mode=0640';
$config['log_dir'] = '{dir}/logs/';
$config['temp_dir'] = '{dir}/temp/';
$config['des_key'] = '0123456789abcdef01234567';
$config['imap_host'] = '{imap}';
$config['oauth_provider'] = 'generic';
$config['oauth_provider_name'] = 'doorward';
$config['oauth_client_id'] = '{id}';
$config['oauth_client_secret'] = '{secret}';
$config['oauth_auth_uri'] = '{url}/oauth2/authorize';
$config['oauth_token_uri'] = '{url}/oauth2/token';
$config['oauth_identity_uri'] = '{url}/userinfo';
$config['oauth_scope'] = 'openid profile email';
$config['oauth_identity_fields'] = ['email'];
