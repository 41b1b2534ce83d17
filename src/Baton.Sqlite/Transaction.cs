namespace Baton.Sqlite;

/// <summary>A transaction that is rolled back unless it is committed.</summary>
internal readonly struct Transaction : IDisposable
{
    private readonly StoreConnection connection;

    private Transaction(StoreConnection connection) => this.connection = connection;

    public static Transaction Read(StoreConnection connection)
    {
        connection.Execute("BEGIN");
        return new(connection);
    }

    public static Transaction Write(StoreConnection connection)
    {
        connection.BeginWriting();
        return new(connection);
    }

    public void Commit() => connection.Execute("COMMIT");

    public void Dispose()
    {
        if (connection.InTransaction)
            connection.Execute("ROLLBACK");
    }
}
