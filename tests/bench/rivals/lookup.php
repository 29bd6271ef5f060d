<?php
// "?id=UUID" answered as limits/join.c does, over a connection to the database that is kept.
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$database = mysqli_connect('p:localhost', 'root', '', 'bench', 0, $_SERVER['DATABASE_SOCKET']);
$id = $database->real_escape_string($_GET['id']);
$now = (int) (microtime(true) * 1000);
$row = $database->query(
    "select access_tokens.id, access_tokens.grant_id, access_tokens.client, access_tokens.account,
        access_tokens.scopes, access_tokens.created_at, access_tokens.expires_at,
        accounts.username, accounts.email
    from access_tokens left join accounts on accounts.id = access_tokens.account
    where access_tokens.id = '$id' and access_tokens.expires_at > $now
    and (access_tokens.account is null or accounts.state = 'active')")->fetch_assoc();
if ($row === null) {
    http_response_code(401);
    exit;
}
header('Content-Type: application/json; charset=utf-8');
echo json_encode([
    'aud' => $row['scopes'],
    'exp' => intdiv((int) $row['expires_at'], 1000),
    'iat' => intdiv((int) $row['created_at'], 1000),
    'iss' => 'https://accounts.example.org',
    'scope' => $row['scopes'],
    'sub' => $row['account'],
    'userEmail' => $row['email'],
    'userId' => $row['email'],
    'userUUID' => $row['account'],
], JSON_UNESCAPED_SLASHES);
