#pragma once

/// Keys as ssh-keygen and gpg made them; nobody has the private ones any more.

// Its base64 has a "//" and other slashes.
inline constexpr auto kSshKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOymIF8HvfOhTtHKZb4KOmU//TjWWZ/3A/8kieIdUBZm";
inline constexpr auto kSshFingerprint = "6e:41:46:50:26:8d:2d:ad:49:8a:cb:ed:fb:c7:27:8b";
inline constexpr auto kSshSha256 = "SHA256:IIBXud4844PbIZNbyPV+RY1vTPmBIOBmF7+33vjWhZA";
inline constexpr auto kOtherSshKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHFAssFS5Knor2ksLu/B3UlCsCIOgFtasPVzJuj0sXqi";
inline constexpr auto kThirdSshKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPxtYFeMx674ZhkJo6bDBoUFIgI0vaTABuuCiGD+BUSI";

// Ada Test <ada@keys.example>, of 2020.
inline constexpr auto kPgpKey = R"(-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEXgvhABYJKwYBBAHaRw8BAQdAr9QPgusdsqgrvdqF73GWnCI2NKSHUOKqLm0g
+QhZvka0G0FkYSBUZXN0IDxhZGFAa2V5cy5leGFtcGxlPoiQBBMWCAA4FiEEgdTu
EM24scHcsDYRx8IpojSIaKgFAl4L4QACGwMFCwkIBwIGFQoJCAsCBBYCAwECHgEC
F4AACgkQx8IpojSIaKh1uQD/ZUp7kTDSF9NVv/224rLEZ0qM6zC1kpJAKI0kKHDF
BdgBAIIUPIlo+EPQBrJJaz31zaACpgj8H/rU6PQCbbo2aUwIuDgEXgvhABIKKwYB
BAGXVQEFAQEHQLm2rwg9Qn94zu4uhyxq0ly3F2SBfSKr8naMCJDugtJOAwEIB4h4
BBgWCAAgFiEEgdTuEM24scHcsDYRx8IpojSIaKgFAl4L4QACGwwACgkQx8IpojSI
aKg35QEAvXJ+qWWSrVjixN7Iwlj6lJAwTFgChwhB4nsh3eTQvogBAMRAZNw7BFwD
d7wfAzGKZv05/GYxpcmR9bGcjtBy1zEB
=a27W
-----END PGP PUBLIC KEY BLOCK-----
)";
inline constexpr auto kPgpFingerprint = "81D4EE10CDB8B1C1DCB03611C7C229A2348868A8";

// Bob Test <bob@keys.example>.
inline constexpr auto kOtherPgpKey = R"(-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEXgvhABYJKwYBBAHaRw8BAQdA4iPMkCB6PjsSjIkVMrY5iHqjALVPosh+T/dc
o9+vm0S0G0JvYiBUZXN0IDxib2JAa2V5cy5leGFtcGxlPoiQBBMWCAA4FiEErbIA
1sl4e/Xf6NO2lSgj3hqyCNQFAl4L4QACGwMFCwkIBwIGFQoJCAsCBBYCAwECHgEC
F4AACgkQlSgj3hqyCNRgsAD+JcTuCjPPMFT5gHxgffzQfVL9vVtV25npxbx/ciMr
oHgA/0amaeL6Hj/r2+2/iQ0Q/HL+P2g7U4i52n1lpZWY4WYLuDgEXgvhABIKKwYB
BAGXVQEFAQEHQKLxsBVqs62V+IPzREbOdb0HPklzbvnamcs1bunMLLRrAwEIB4h4
BBgWCAAgFiEErbIA1sl4e/Xf6NO2lSgj3hqyCNQFAl4L4QACGwwACgkQlSgj3hqy
CNT1GwEAjd8yXZMm1yi8PCShXmwygG12Z5zei82FynxO21ZPRg0BAM/KkhlbRQzw
QJs6jCPoOdSqkj+5TlUtAYANg5BuDH8F
=+SSr
-----END PGP PUBLIC KEY BLOCK-----
)";
inline constexpr auto kOtherPgpFingerprint = "ADB200D6C9787BF5DFE8D3B6952823DE1AB208D4";
