using Microsoft.Data.Sqlite;

namespace Baton.Tests.Sqlite;

/// <summary>Another program that has the store's file open: it looks, holds locks and tampers.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly SqliteConnection connection;

    public StoreFile(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
    }

    public int Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public T Query<T>(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return (T)command.ExecuteScalar()!;
    }

    public List<long> Places()
    {
        using var command = Command("SELECT place FROM batches ORDER BY place", []);
        using var reader = command.ExecuteReader();
        var places = new List<long>();
        while (reader.Read())
            places.Add(reader.GetInt64(0));
        return places;
    }

    public void Dispose() => connection.Dispose();

    private SqliteCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
