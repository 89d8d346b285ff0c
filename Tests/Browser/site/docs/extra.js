document$.subscribe(function (page) { page.body.dataset.extra = "ran"; });
