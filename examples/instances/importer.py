#!/usr/bin/python3
"""Stands for a program that works for one customer for ever."""
import argparse
import time

parser = argparse.ArgumentParser()
parser.add_argument("customer")
parser.add_argument("--delay", type=float, default=60)
arguments = parser.parse_args()
while True:
    print("looking for files of", arguments.customer, flush=True)
    time.sleep(arguments.delay)
