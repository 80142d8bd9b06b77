namespace Pipeline.Generation;

/// <summary>The departments in each language, prices in the money of the country.</summary>
internal static class Categories
{
    private static readonly Category[] English =
    [
        new("Phones", 120, 1_400, "Smartphone", "Feature phone", "Satellite phone"),
        new("Computers", 250, 3_200, "Laptop", "Desktop", "Tablet", "Mini PC"),
        new("Audio", 15, 650, "Headphones", "Speaker", "Soundbar", "Turntable"),
        new("Kitchen", 8, 420, "Kettle", "Toaster", "Blender", "Frying pan", "Coffee maker"),
        new("Home", 5, 380, "Lamp", "Rug", "Bookshelf", "Blanket", "Mirror"),
        new("Garden", 4, 540, "Spade", "Lawn mower", "Hose", "Bench"),
        new("Sports", 9, 900, "Bicycle helmet", "Dumbbells", "Tent", "Running shoes", "Yoga mat"),
        new("Clothing", 7, 260, "T-shirt", "Jeans", "Jacket", "Scarf", "Sweater"),
        new("Books", 3, 60, "Novel", "Atlas", "Cookbook", "Biography"),
        new("Toys", 4, 150, "Puzzle", "Board game", "Model train", "Doll"),
        new("Beauty", 3, 120, "Perfume", "Hand cream", "Shampoo", "Razor"),
        new("Grocery", 1, 45, "Green tea", "Ground coffee", "Honey", "Olive oil", "Chocolate"),
    ];

    private static readonly Category[] Russian =
    [
        new("Телефоны", 8_000, 130_000, "Смартфон", "Кнопочный телефон", "Спутниковый телефон"),
        new("Компьютеры", 18_000, 280_000, "Ноутбук", "Настольный компьютер", "Планшет", "Мини-компьютер"),
        new("Звук", 900, 60_000, "Наушники", "Колонка", "Саундбар", "Проигрыватель"),
        new("Кухня", 600, 38_000, "Чайник", "Тостер", "Блендер", "Сковорода", "Кофеварка"),
        new("Дом", 350, 34_000, "Лампа", "Ковёр", "Стеллаж", "Плед", "Зеркало"),
        new("Сад", 250, 48_000, "Лопата", "Газонокосилка", "Шланг", "Скамья"),
        new("Спорт", 700, 80_000, "Велошлем", "Гантели", "Палатка", "Кроссовки", "Коврик для йоги"),
        new("Одежда", 500, 24_000, "Футболка", "Джинсы", "Куртка", "Шарф", "Свитер"),
        new("Книги", 200, 5_500, "Роман", "Атлас", "Поваренная книга", "Биография"),
        new("Игрушки", 300, 14_000, "Пазл", "Настольная игра", "Железная дорога", "Кукла"),
        new("Красота", 150, 11_000, "Духи", "Крем для рук", "Шампунь", "Бритва"),
        new("Продукты", 60, 4_000, "Зелёный чай", "Молотый кофе", "Мёд", "Оливковое масло", "Шоколад"),
    ];

    /// <summary>The departments of the shop in that language.</summary>
    public static Category[] In(string locale) => locale is "ru" ? Russian : English;
}
