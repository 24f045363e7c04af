"""Runs a command without its output and prints the seconds it took and the most megabytes it had: usage.py COMMAND…"""

import resource
import subprocess
import sys
import time

begun = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
took = time.perf_counter() - begun
print(f"{took:.2f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f}")
