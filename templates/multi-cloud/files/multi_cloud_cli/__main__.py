"""`python -m multi_cloud_cli`."""

from multi_cloud_cli.commands import main

if __name__ == "__main__":
    main()
