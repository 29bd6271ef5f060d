#!/bin/sh
# Started by the web server. All that is secret lies in /home/you/doorward, outside the document
# root.
cd /home/you/doorward || exit 1
umask 077
DOORWARD_CONFIG=/home/you/doorward/doorward.toml exec ./doorward
