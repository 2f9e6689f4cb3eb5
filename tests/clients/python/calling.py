"""Functions, called in every way that `rpc` has, and what functions of a row add to selects."""

from checks import check, data, ids, refusal, said
from clients import client


def calling(url):
    api = client(url)
    values(api)
    rows(api)
    writes(api)
    refusals(api)
    computed(api)


def values(api):
    check("a value", lambda: data(api.rpc("add", {"a": 2, "b": 3})), 5)
    check("a value by GET", lambda: data(api.rpc("add", {"a": 2, "b": 3}, get=True)), 5)
    check("a default", lambda: data(api.rpc("add", {"a": 2})), 3)
    check("a variadic parameter", lambda: data(api.rpc("joined", {"words": ["a", "b,c"]})), "a+b,c")
    check("an array", lambda: data(api.rpc("tripled", {"numbers": [1, 2]})), [3, 6])
    check("the whole body", lambda: data(api.rpc("whole", {"x": [1, None]})), {"x": [1, None]})
    check("another schema", lambda: data(api.schema("stock").rpc("level", {"article": 2})), 20)


def rows(api):
    check("rows", lambda: ids(api.rpc("cheap", {"most": 100})), [1, 2])
    check("rows by GET", lambda: ids(api.rpc("cheap", {"most": 100}, get=True)), [1, 2])
    check("rows, filtered", lambda: ids(api.rpc("cheap", {"most": 100}).gt("price", 2)), [2])
    check("rows, counted", lambda: api.rpc("cheap", {"most": 100}, count="exact").limit(1).execute().count, 2)
    check("rows by HEAD", lambda: api.rpc("cheap", {"most": 100}, count="exact", head=True).execute().count, 2)
    check("a table", lambda: data(api.rpc("by_shelf", {}).eq("shelf", "left")), [{"shelf": "left", "articles": 2}])
    check("one row", lambda: data(api.rpc("dearest", {}))["id"], 3)


def writes(api):
    order = {"customer": "visitor", "article_id": 1}
    before = data(api.rpc("count_orders", {}))
    check("what is written", lambda: data(api.rpc("order_article", order))["customer"], "visitor")
    check("what a policy refuses", lambda: refusal(api.rpc("order_article", {**order, "customer": "eve"})), "42501")
    check("a write by GET", lambda: refusal(api.rpc("order_article", order, get=True)), "25006")
    check("one of them stays", lambda: data(api.rpc("count_orders", {})) - before, 1)


def refusals(api):
    check("no such function", lambda: refusal(api.rpc("ad", {"a": 1})), "PGRST202")
    check("no value of its type", lambda: refusal(api.rpc("add", {"a": "x"})), "22P02")
    check("not allowed", lambda: refusal(api.rpc("hidden", {})), "42501")
    check("a refusal of its own", lambda: said(api.rpc("refuse", {})), ("PT402", "Payment Required"))


def computed(api):
    articles = api.table("articles")
    check("a computed column", lambda: data(articles.select("label").eq("id", 1)), [{"label": "pen at 1.50"}])
    check("a filter by it", lambda: ids(articles.select("id").like("label", "p%").order("id")), [1, 2])
    check(
        "a computed relationship",
        lambda: data(articles.select("id, place(name), neighbours(name)").eq("id", 1)),
        [{"id": 1, "place": {"name": "left"}, "neighbours": [{"name": "paper"}]}],
    )
