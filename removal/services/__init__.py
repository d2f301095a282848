"""The only writers of requests and of the platform directory; one entry an act.

`exchange` is inner: what happens after submission may move a clock, so its doors and its entries
are those of `deadlines`.
"""
