<?php
header('Content-Type: text/plain');
echo 'PHP ', PHP_VERSION, ' in process ', getmypid(), "\n";
